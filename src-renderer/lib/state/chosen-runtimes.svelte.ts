import { isOffered, readRuntimeId, runtimeId } from '../../../src-shared/connections/runtimes.ts';
import type { Area } from '../../../src-shared/errors.ts';
import type { EdgeRuntime } from '../../../src-shared/model/way.ts';
import type { ConnectionList } from './connection-list.svelte.ts';
import type { LayoutState } from './layout.svelte.ts';

const remembered = 'runtimes';

/** Which runtime of each connection is looked at: the tenant's own, or an Edge Integration Cell. Kept over restarts. */
export class ChosenRuntimes {
  readonly #layout: LayoutState;
  readonly #connections: ConnectionList;

  constructor(layout: LayoutState, connections: ConnectionList) {
    this.#layout = layout;
    this.#connections = connections;
  }

  /** Undefined for the tenant's own, also where the cell is no longer one of the connection. */
  cellOf(connectionId: string): EdgeRuntime | undefined {
    const id = this.#layout.record(remembered)[connectionId];
    return id === undefined ? undefined : this.find(connectionId, id);
  }

  find(connectionId: string, cell: string): EdgeRuntime | undefined {
    return this.#connections.find(connectionId)?.edge.find(({ id }) => id === cell);
  }

  /** What messages and deployed artifacts of the chosen runtime are asked for by. */
  idOf(connectionId: string): string {
    return runtimeId({ connectionId, cell: this.cellOf(connectionId)?.id });
  }

  readonly choose = (connectionId: string, cell: string | undefined): void => {
    const others = Object.entries(this.#layout.record(remembered)).filter(([id]) => id !== connectionId);
    const chosen = cell === undefined ? [] : [[connectionId, cell] as const];
    this.#layout.set(remembered, Object.fromEntries([...others, ...chosen]));
  };

  /** Whether a runtime has data of an area; design time and whatever else is the tenant's alone has none on a cell. */
  offers(id: string, area: Area): boolean {
    const { connectionId, cell } = readRuntimeId(id);
    const runtime = cell === undefined ? undefined : this.find(connectionId, cell);
    return runtime === undefined || isOffered(runtime.kind, area);
  }
}
