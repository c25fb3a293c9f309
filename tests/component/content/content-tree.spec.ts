import { describe, expect, test } from 'vitest';

import { ContentTree } from '../../../src-renderer/features/content/content-tree.svelte.ts';
import { maximumWindow } from '../../../src-shared/model/rows.ts';
import { createTestApp } from '../create-test-app.ts';
import { sampleArtifact } from '../samples.ts';

const total = 1_200;

function package_(index: number) {
  const name = `Package ${String(index).padStart(4, '0')}`;
  return {
    id: `P${index}`,
    name,
    mode: 'EDIT_ALLOWED',
    counts: { IntegrationFlow: 2 },
    errors: 0,
    drifts: 0,
  };
}

function tree(found = 2) {
  const { app, main } = createTestApp({
    'content.packages': ({ offset, limit }) => ({
      rows: Array.from({ length: Math.min(limit, total - offset) }, (_, at) => package_(offset + at)),
      offset,
      total,
    }),
    'content.counts': () => ({ all: 2_400, drift: 0, error: 3, draft: 0, 'not-deployed': 0 }),
    'content.artifacts': ({ offset }) => ({
      rows: Array.from({ length: Math.min(found, maximumWindow) }, (_, at) => ({
        ...sampleArtifact(at),
        packageId: 'P1',
      })),
      offset,
      total: found,
    }),
  });
  return { main, content: new ContentTree(app.api, 'c1') };
}

const readTo = ({ content }: ReturnType<typeof tree>, index: number) =>
  expect.poll(() => content.nodes[index]?.isWaiting).not.toBe(true);

describe('the tree of packages', () => {
  test('reads those on the screen alone, and has a place for all', async () => {
    const shown = tree();
    const stop = shown.content.listen();
    await expect.poll(() => shown.content.packages.isKnown).toBe(true);
    expect(shown.content.nodes).toHaveLength(1 + total);
    await expect
      .poll(() => shown.content.nodes[0])
      .toMatchObject({ text: 'All packages', count: 2_400, errors: 3 });
    expect(shown.content.nodes[1]).toMatchObject({ text: 'Package 0000', count: 2 });
    expect(shown.content.nodes[1_000]).toMatchObject({ text: 'Reading…', isWaiting: true });
    shown.content.show({ roots: [990, 1_010] });
    await readTo(shown, 1_000);
    expect(shown.content.nodes[1_000]?.text).toBe('Package 0999');
    const read = shown.main.inputs('content.packages').reduce((sum, { limit }) => sum + limit, 0);
    expect(read).toBeLessThanOrEqual(400);
    stop();
  });

  test('asks for nothing beyond its end', async () => {
    const shown = tree();
    const stop = shown.content.listen();
    await expect.poll(() => shown.content.packages.isKnown).toBe(true);
    shown.content.show({ roots: [1_190, 1_201] });
    await readTo(shown, 1_200);
    expect(shown.main.inputs('content.packages').every(({ offset }) => offset < total)).toBe(true);
    stop();
  });

  test('says how many more match than it shows', async () => {
    const shown = tree(1_234);
    const stop = shown.content.listen();
    shown.content.setText('order');
    await expect
      .poll(() => shown.content.nodes.at(-1))
      .toMatchObject({ text: '734 more match: type more letters', isWaiting: true });
    stop();
  });
});
