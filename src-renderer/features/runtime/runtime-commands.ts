import type { ConnectionSummary } from '../../../src-shared/model/connections.ts';
import type { Command } from '../../lib/commands/command-registry.svelte.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import { cloud } from './runtime-names.ts';

/** The runtimes of the connection in front, where it has more than one. */
export function runtimeCommands(
  { runtimes }: AppState,
  connection: ConnectionSummary | undefined,
): readonly Command[] {
  if (!connection || connection.edge.length === 0) return [];
  return [undefined, ...connection.edge.map(({ id }) => id)].map((cell) => ({
    id: `runtime.choose.${cell ?? ''}`,
    title: `Runtime: ${cell ?? cloud}`,
    group: 'Runtime',
    icon: 'runtime',
    run: () => runtimes.choose(connection.id, cell),
  }));
}
