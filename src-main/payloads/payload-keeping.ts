import { runtimeId } from '../../src-shared/connections/runtimes.ts';
import type { ConnectionSummary } from '../../src-shared/model/connections.ts';
import type { Session } from '../connections/session.ts';
import type { Library } from '../library/library.ts';
import { KeptPayloads } from './kept-payloads.ts';

/** Whether the library of a session may keep payloads and traces, as its connection says at the moment. */
export class PayloadKeeping {
  /** Libraries that were looked through for what must not stay there. */
  readonly #cleared = new WeakSet<Library>();
  /** Runtimes of connections that keep payloads, as was last known. */
  #keeping: ReadonlySet<string> = new Set();

  /** `undefined`: the connection keeps none; what it kept when it still did is removed. */
  async of({
    connection,
    library,
  }: Pick<Session, 'connection' | 'library'>): Promise<KeptPayloads | undefined> {
    if (connection.keepsPayloads) {
      this.#cleared.delete(library);
      return new KeptPayloads(library);
    }
    if (this.#cleared.has(library)) return undefined;
    await library.write([{ sql: 'DELETE FROM step_traces' }, { sql: 'DELETE FROM payloads' }]);
    this.#cleared.add(library);
    return undefined;
  }

  /** Removes at once what a connection kept that keeps none from now on. Throws what opening its library throws. */
  async review(
    connections: readonly Pick<ConnectionSummary, 'id' | 'edge' | 'keepsPayloads'>[],
    open: (runtime: string) => Promise<Session>,
  ): Promise<void> {
    const ended = connections
      .filter(({ keepsPayloads }) => !keepsPayloads)
      .flatMap(runtimesOf)
      .filter((runtime) => this.#keeping.has(runtime));
    this.#keeping = new Set(connections.filter(({ keepsPayloads }) => keepsPayloads).flatMap(runtimesOf));
    for (const runtime of ended) await this.of(await open(runtime));
  }
}

function runtimesOf({ id, edge }: Pick<ConnectionSummary, 'id' | 'edge'>): readonly string[] {
  return [id, ...edge.map((cell) => runtimeId({ connectionId: id, cell: cell.id }))];
}
