import type { ChainMessage } from '../../../src-shared/model/chain.ts';

/** All messages of one flow on one runtime: chains of a thousand messages go through a dozen flows. */
export interface ChainNode {
  readonly id: string;
  readonly connectionId: string;
  readonly flowId: string;
  readonly name: string;
  /** By start. */
  readonly messages: readonly ChainMessage[];
  /** Steps from the beginning of the chain. */
  readonly column: number;
  readonly row: number;
}

export interface ChainEdge {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

export interface ChainGraph {
  readonly nodes: readonly ChainNode[];
  readonly edges: readonly ChainEdge[];
  /** The tenants named no predecessors: what follows what is told by the time alone. */
  readonly isByTime: boolean;
}

export function nodeIdOf({ connectionId, row }: ChainMessage): string {
  return `${connectionId}\n${row.flowId}`;
}

function keyOf({ connectionId }: ChainMessage, messageGuid: string): string {
  return `${connectionId}\n${messageGuid}`;
}

/** `messages` by start. */
export function chainGraph(messages: readonly ChainMessage[]): ChainGraph {
  const byGuid = new Map(messages.map((message) => [message.row.messageGuid, message]));
  // One tenant may be connected twice: then all of it stands on both.
  const onTenant = new Map(messages.map((message) => [keyOf(message, message.row.messageGuid), message]));
  const isByTime = !messages.some(({ predecessor }) => predecessor !== undefined && byGuid.has(predecessor));
  const before = (message: ChainMessage, index: number): ChainMessage | undefined => {
    if (isByTime) return messages[index - 1];
    const { predecessor } = message;
    if (predecessor === undefined) return undefined;
    return onTenant.get(keyOf(message, predecessor)) ?? byGuid.get(predecessor);
  };
  const previous = new Map(messages.map((message, index) => [message, before(message, index)]));

  const groups = new Map<string, ChainMessage[]>();
  const edges = new Map<string, { readonly from: string; readonly to: string; count: number }>();
  for (const message of messages) {
    const id = nodeIdOf(message);
    groups.set(id, [...(groups.get(id) ?? []), message]);
    const from = previous.get(message);
    if (!from || nodeIdOf(from) === id) continue;
    const key = `${nodeIdOf(from)}\n\n${id}`;
    const edge = edges.get(key) ?? { from: nodeIdOf(from), to: id, count: 0 };
    edge.count += 1;
    edges.set(key, edge);
  }
  return { nodes: placed(groups, [...edges.values()]), edges: [...edges.values()], isByTime };
}

/** Columns by the shortest way from a beginning, rows by the first start. */
function placed(
  groups: ReadonlyMap<string, readonly ChainMessage[]>,
  edges: readonly ChainEdge[],
): readonly ChainNode[] {
  const columns = new Map<string, number>();
  const targets = new Set(edges.map(({ to }) => to));
  let layer = [...groups.keys()].filter((id) => !targets.has(id));
  // Flows that lead to each other have no beginning: the one that began first is it.
  if (layer.length === 0) layer = [...groups.keys()].slice(0, 1);
  for (let column = 0; layer.length > 0; column++) {
    for (const id of layer) columns.set(id, column);
    const next = edges.filter(({ from, to }) => layer.includes(from) && !columns.has(to)).map(({ to }) => to);
    layer = [...new Set(next)];
  }
  const rows = new Map<number, number>();
  return [...groups].map(([id, messages]): ChainNode => {
    const column = columns.get(id) ?? 0;
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    const [first] = messages;
    const { flowId = '', flowName = '' } = first?.row ?? {};
    return {
      id,
      connectionId: first?.connectionId ?? '',
      flowId,
      name: flowName || flowId,
      messages,
      column,
      row,
    };
  });
}
