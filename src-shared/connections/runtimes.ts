import type { Area } from '../errors.ts';
import type { EdgeRuntime } from '../model/way.ts';

/** One runtime of a connection: the tenant's own where `cell` is undefined, else an Edge Integration Cell. */
export interface RuntimeOf {
  readonly connectionId: string;
  /** Id of the cell. */
  readonly cell: string | undefined;
}

/**
 * Names a runtime wherever messages and deployed artifacts are asked for by a connection's id: the tenant's own has
 * the id of the connection, a cell's is `<connection id>@<cell id>`. Neither half can contain the sign.
 */
export function runtimeId({ connectionId, cell }: RuntimeOf): string {
  return cell === undefined ? connectionId : `${cellsOf(connectionId)}${cell}`;
}

/** What the ids of a connection's cells begin with. */
export function cellsOf(connectionId: string): string {
  return `${connectionId}@`;
}

/** Whether a runtime is the connection's own or one of its cells. */
export function isRuntimeOf(id: string, connectionId: string): boolean {
  return id === connectionId || id.startsWith(cellsOf(connectionId));
}

export function readRuntimeId(id: string): RuntimeOf {
  const at = id.indexOf('@');
  return at < 0
    ? { connectionId: id, cell: undefined }
    : { connectionId: id.slice(0, at), cell: id.slice(at + 1) };
}

/** Areas with data of their own on an Edge Integration Cell; what is designed is the tenant's alone (catalogue 1.1). */
const offered: Readonly<Record<EdgeRuntime['kind'], ReadonlySet<Area>>> = {
  location: new Set([
    'root',
    'runtime',
    'endpoints',
    'messages',
    'payloads',
    'message-store',
    'stores',
    'queues',
  ]),
  local: new Set(['messages', 'payloads', 'message-store', 'stores', 'queues']),
};

export function isOffered(kind: EdgeRuntime['kind'], area: Area): boolean {
  return offered[kind].has(area);
}
