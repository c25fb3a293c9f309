import { beforeAll, describe, expect, it } from 'vitest';

import { createContent } from '../../../../src-demo-tenant/content/create-content.ts';
import type { ReadFlow, XmlElement } from './readers.ts';
import { allElements, isNode, readFlows, smallTenant } from './readers.ts';

// Volume adds flows of every generated pattern to the hand-written ones.
const content = createContent({ ...smallTenant, packages: 30, artifacts: 240 });
let flows: readonly ReadFlow[] = [];

beforeAll(async () => {
  flows = await readFlows(content);
}, 60_000);

function boxOf(shape: XmlElement): { x: number; y: number; right: number; bottom: number } {
  const bounds = shape.children[0]?.attributes ?? {};
  const [x = NaN, y = NaN, width = NaN, height = NaN] = ['x', 'y', 'width', 'height'].map((name) =>
    Number(bounds[name]),
  );
  return { x, y, right: x + width, bottom: y + height };
}

/** Runs a check over every flow and names the flows that fail it. */
function failing(check: (flow: ReadFlow) => readonly string[]): string[] {
  return flows.flatMap((flow) => check(flow).map((problem) => `${flow.artifact.id}: ${problem}`));
}

describe('diagrams of the integration flows', () => {
  it('draw a shape for every node and an edge for every flow', () => {
    const drawn = (elements: XmlElement[], name: string): Set<string | undefined> =>
      new Set(
        elements.filter((element) => element.name === name).map((element) => element.attributes.bpmnElement),
      );
    expect(
      failing(({ elements }) => {
        const shapes = drawn(elements, 'bpmndi:BPMNShape');
        const edges = drawn(elements, 'bpmndi:BPMNEdge');
        const shaped = elements.filter(
          (element) => isNode(element) || ['bpmn2:participant', 'bpmn2:subProcess'].includes(element.name),
        );
        const edged = elements.filter((element) =>
          ['bpmn2:sequenceFlow', 'bpmn2:messageFlow'].includes(element.name),
        );
        return [
          ...shaped.filter(({ attributes }) => !shapes.has(attributes.id)),
          ...edged.filter(({ attributes }) => !edges.has(attributes.id)),
        ].map(({ attributes }) => attributes.id ?? '');
      }),
    ).toEqual([]);
  });

  it('lay shapes out without one covering another, all within the sheet', () => {
    expect(
      failing(({ elements }) => {
        const boxes = elements
          .filter((element) => element.name === 'bpmndi:BPMNShape')
          .filter(({ attributes }) => !/^(Participant_Process|SubProcess)/.test(attributes.bpmnElement ?? ''))
          .map((shape) => ({ id: shape.attributes.bpmnElement ?? '', ...boxOf(shape) }));
        return boxes.flatMap((box, at) => [
          ...(box.x >= 0 && box.y >= 0 ? [] : [`${box.id} is off the sheet`]),
          ...boxes
            .slice(at + 1)
            .filter(
              (other) =>
                box.x < other.right && other.x < box.right && box.y < other.bottom && other.y < box.bottom,
            )
            .map((other) => `${box.id} covers ${other.id}`),
        ]);
      }),
    ).toEqual([]);
  });

  it('keep every node inside the pool of its process', () => {
    expect(
      failing(({ elements }) => {
        const boxes = new Map(
          elements
            .filter((element) => element.name === 'bpmndi:BPMNShape')
            .map((shape) => [shape.attributes.bpmnElement, boxOf(shape)]),
        );
        return elements
          .filter((element) => element.name === 'bpmn2:process')
          .flatMap((process) => {
            const pool = boxes.get(`Participant_${process.attributes.id ?? ''}`);
            return allElements(process)
              .filter((element) => isNode(element) || element.name === 'bpmn2:subProcess')
              .filter(({ attributes }) => {
                const box = boxes.get(attributes.id);
                return (
                  box === undefined ||
                  pool === undefined ||
                  box.x < pool.x ||
                  box.y < pool.y ||
                  box.right > pool.right ||
                  box.bottom > pool.bottom
                );
              })
              .map(({ attributes }) => attributes.id ?? '');
          });
      }),
    ).toEqual([]);
  });
});
