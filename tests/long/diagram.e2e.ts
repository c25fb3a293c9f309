import { expect, test } from '@playwright/test';

import { drawnFlows, withoutCorpus } from '../e2e/fixtures/corpus-flows.ts';
import { openDiagramWindow } from '../e2e/fixtures/diagram-window.ts';

test('every flow of the corpus is drawn', async () => {
  test.skip(withoutCorpus !== undefined, withoutCorpus);
  const opened = await openDiagramWindow();
  const drawn = await drawnFlows(opened.page, { every: 1 });
  await opened.close();
  expect(drawn.length).toBeGreaterThan(260);
  for (const { artifact, shapes, wanted } of drawn) expect(shapes, artifact).toBe(wanted);
  expect(opened.faults, 'errors of the page, violations of the policy').toEqual([]);
  const times = drawn.map(({ time }) => time).sort((a, b) => a - b);
  const at = (part: number): string => (times[Math.floor(part * (times.length - 1))] ?? 0).toFixed(0);
  test
    .info()
    .annotations.push({ type: 'ms', description: `median ${at(0.5)}, 99 % ${at(0.99)}, most ${at(1)}` });
});
