import { describe, expect, it } from 'vitest';

import { chainGraph } from '../../../../../src-renderer/features/chain/chain-graph.ts';
import type { ChainMessage } from '../../../../../src-shared/model/chain.ts';

/** `guid flow predecessor`, by start. */
function chainOf(...texts: readonly string[]): readonly ChainMessage[] {
  return texts.map((text, index): ChainMessage => {
    const [messageGuid = '', flowId = '', predecessor] = text.split(' ');
    return {
      connectionId: 'c1',
      predecessor,
      row: {
        messageGuid,
        correlationId: 'C',
        applicationMessageId: undefined,
        applicationMessageType: undefined,
        flowId,
        flowName: `Flow ${flowId}`,
        packageId: undefined,
        status: 'COMPLETED',
        customStatus: undefined,
        start: index,
        end: index + 1,
        sender: undefined,
        receiver: undefined,
        logLevel: 'INFO',
      },
    };
  });
}

function words(...texts: readonly string[]) {
  const { nodes, edges, isByTime } = chainGraph(chainOf(...texts));
  const name = (id: string): string => id.split('\n')[1] ?? '';
  return {
    nodes: nodes.map(({ id, column, row, messages }) => `${name(id)} ${column}/${row} ×${messages.length}`),
    edges: edges.map(({ from, to, count }) => `${name(from)}→${name(to)} ×${count}`),
    isByTime,
  };
}

describe('the graph of a chain', () => {
  it('has a node for each flow and follows the predecessors', () => {
    expect(words('1 A', '2 B 1', '3 C 1', '4 B 1', '5 D 3')).toEqual({
      nodes: ['A 0/0 ×1', 'B 1/0 ×2', 'C 1/1 ×1', 'D 2/0 ×1'],
      edges: ['A→B ×2', 'A→C ×1', 'C→D ×1'],
      isByTime: false,
    });
  });

  it('stays on its tenant where two have the same message, as of one tenant connected twice', () => {
    const once = chainOf('1 A', '2 B 1');
    const again = once.map((message): ChainMessage => ({ ...message, connectionId: 'c2' }));
    const { edges } = chainGraph([...once, ...again]);
    expect(edges.map(({ from, to }) => `${from} ${to}`.replaceAll('\n', '/'))).toEqual([
      'c1/A c1/B',
      'c2/A c2/B',
    ]);
  });

  it('follows the time, and says so, where nobody names a predecessor that is there', () => {
    expect(words('1 A gone', '2 B', '3 B', '4 C')).toEqual({
      nodes: ['A 0/0 ×1', 'B 1/0 ×2', 'C 2/0 ×1'],
      edges: ['A→B ×1', 'B→C ×1'],
      isByTime: true,
    });
  });

  it('begins with the first flow where flows lead to each other', () => {
    expect(words('1 A 4', '2 B 1', '3 A 2', '4 B 3').nodes).toEqual(['A 0/0 ×2', 'B 1/0 ×2']);
  });

  it('keeps flows apart that nothing leads to', () => {
    expect(words('1 A', '2 B 1', '3 C').nodes).toEqual(['A 0/0 ×1', 'B 1/0 ×1', 'C 0/1 ×1']);
    expect(words()).toEqual({ nodes: [], edges: [], isByTime: true });
  });
});
