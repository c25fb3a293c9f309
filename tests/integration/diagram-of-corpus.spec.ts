import { describe, expect, it } from 'vitest';

import { drawFlow } from '../../src-renderer/features/diagram/drawing/draw-flow.ts';
import { type Drawing, isFrame } from '../../src-renderer/features/diagram/drawing/drawing.ts';
import { contains, grown, overlap } from '../../src-renderer/features/diagram/drawing/geometry.ts';
import { corpusFlows, withoutCorpus } from '../e2e/fixtures/corpus-flows.ts';

const width = (text: string): number => text.length * 6;
const measures = { name: width, small: width };

function faultsOf({ nodes, edges, bounds }: Drawing): readonly string[] {
  const all = grown(bounds, 1);
  return [
    ...nodes.filter((node) => !contains(all, node.bounds)).map(({ id }) => `${id} lies outside`),
    ...edges
      .filter(
        ({ waypoints }) => waypoints.length < 2 || waypoints.some(({ x, y }) => !Number.isFinite(x + y)),
      )
      .map(({ id }) => `${id} has no way`),
  ];
}

function overlaps({ nodes }: Drawing): readonly string[] {
  const solid = nodes.filter((node) => !isFrame(node));
  return solid.flatMap((a, index) =>
    solid.slice(index + 1).flatMap((b) => (overlap(a.bounds, b.bounds) > 0 ? [`${a.id} on ${b.id}`] : [])),
  );
}

describe.skipIf(withoutCorpus !== undefined)(`flows of the corpus ${withoutCorpus ?? ''}`, () => {
  it('become drawings where their diagrams say, and without diagrams such that nothing covers anything', async () => {
    const flows = await corpusFlows();
    expect(flows.length).toBeGreaterThan(260);
    for (const { artifact, flow } of flows) {
      const drawn = drawFlow(flow, measures);
      expect(drawn.isLaidOut, artifact).toBe(false);
      expect(faultsOf(drawn), artifact).toEqual([]);
      expect(drawn.edges, artifact).toHaveLength(flow.sequenceFlows.length + flow.channels.length);
      const found = drawFlow({ ...flow, diagram: undefined }, measures);
      expect(found.isLaidOut, artifact).toBe(true);
      expect([...faultsOf(found), ...overlaps(found)], artifact).toEqual([]);
    }
  });
});
