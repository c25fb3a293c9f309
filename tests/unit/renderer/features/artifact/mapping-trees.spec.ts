import { describe, expect, it } from 'vitest';

import {
  branchesOf,
  isWithin,
  mappingTrees,
  middleOf,
} from '../../../../../src-renderer/features/artifact/mapping-trees.ts';
import type { MappedField } from '../../../../../src-shared/content/artifact/mapping.ts';

function field(target: string, ...sources: readonly string[]): MappedField {
  return { target, sources, functions: [], text: '', expression: undefined };
}

const trees = mappingTrees([
  field('/Order/Item/Id', '/Invoice/Line/Number', '/Invoice/Id'),
  field('/Order/Item/@unit', '/Invoice/Line/Number'),
  field('/Order/Item/Id', '/Invoice/Id'),
  field('/Order/Open'),
]);

describe('a mapping as two trees', () => {
  it('puts each message together from the paths of its fields, in the order they are named', () => {
    expect(trees.sources).toMatchObject([
      {
        text: 'Invoice',
        children: [
          { text: 'Line', children: [{ text: 'Number' }] },
          { id: '/Invoice/Id', text: 'Id' },
        ],
      },
    ]);
    expect(branchesOf(trees.targets)).toEqual(['/Order', '/Order/Item']);
  });

  it('leads from each source to its target once', () => {
    expect(trees.links.map(({ id }) => id)).toEqual([
      '/Invoice/Line/Number → /Order/Item/Id',
      '/Invoice/Id → /Order/Item/Id',
      '/Invoice/Line/Number → /Order/Item/@unit',
    ]);
  });

  it('knows what is within a node by whole names', () => {
    expect(isWithin('/Order/Item/Id', '/Order/Item')).toBe(true);
    expect(isWithin('/Order/Items', '/Order/Item')).toBe(false);
  });

  it('leads to the closed node that a field is in', () => {
    const roots = [0, 1] as const;
    const places = { ids: ['/Order', '/Order/Item'], top: 10, rowHeight: 20, viewport: 100, roots };
    const rows = new Map(places.ids.map((id, row) => [id, row]));
    expect(middleOf('/Order/Item/Id', places, rows)).toBe(20);
    expect(middleOf('/Order', places, rows)).toBe(0);
    expect(middleOf('/Elsewhere', places, rows)).toBe(-20);
  });
});
