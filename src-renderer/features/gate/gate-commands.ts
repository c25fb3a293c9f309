import type { Command } from '../../lib/commands/command-registry.svelte.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';

/** To write-enable the connection in front, and to make it read-only again. */
export function gateCommands({ active, gates }: AppState, ask: () => void): readonly Command[] {
  const { summary } = active;
  if (!summary) return [];
  const group = 'Connections';
  const { id, name } = summary;
  if (!gates.of(id))
    return [{ id: 'advice.write-enable', title: `Write-enable ${name}…`, group, icon: 'unlock', run: ask }];
  return [
    { id: 'gate.close', title: `Make ${name} read-only`, group, icon: 'lock', run: () => gates.close(id) },
    { id: 'gate.open', title: `Write-enable ${name} anew…`, group, icon: 'unlock', run: ask },
  ];
}
