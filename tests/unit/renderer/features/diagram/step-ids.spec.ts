import { describe, expect, it } from 'vitest';

import { readContent } from '../../../../../src-main/content/reader/read-content.ts';
import { drawFlow } from '../../../../../src-renderer/features/diagram/drawing/draw-flow.ts';
import type { Flow } from '../../../../../src-shared/content/artifact/flow.ts';
import { withStepIds } from '../../../../../src-shared/content/artifact/step-ids.ts';
import { flowArtifact, flowXml } from '../../../main/content/reader/build-artifact.ts';

const measures = { name: (text: string) => text.length * 6, small: (text: string) => text.length * 6 };

async function readFlow(process: string): Promise<Flow> {
  const [flow] = (await readContent(flowArtifact(flowXml({ process })))).flows;
  if (!flow) throw new Error('There is no flow.');
  return flow;
}

describe('steps without an id', () => {
  it('are drawn, in the subprocess that holds them, and tell their names', async () => {
    const flow = withStepIds(
      await readFlow(
        '<bpmn2:callActivity name="First"/><bpmn2:subProcess name="Around"><bpmn2:callActivity name="Inner"/></bpmn2:subProcess>',
      ),
    );
    const { nodes } = drawFlow(flow, measures);
    const drawn = new Map(nodes.map((node) => [node.name, node]));
    expect([...drawn.keys()]).toEqual(expect.arrayContaining(['First', 'Around', 'Inner']));
    expect(drawn.get('Inner')?.parent).toBe(drawn.get('Around')?.id);
    expect(new Set(flow.steps.map(({ id }) => id)).size).toBe(flow.steps.length);
  });

  it('are the only reason for another flow than the one that was read', async () => {
    const flow = await readFlow('<bpmn2:callActivity id="A" name="First"/>');
    expect(withStepIds(flow)).toBe(flow);
  });
});
