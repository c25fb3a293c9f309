import { describe, expect, it } from 'vitest';

import { drawFlow } from '../../../../../src-renderer/features/diagram/drawing/draw-flow.ts';
import type { Drawing } from '../../../../../src-renderer/features/diagram/drawing/drawing.ts';
import {
  contains,
  overlap,
  type Rect,
} from '../../../../../src-renderer/features/diagram/drawing/geometry.ts';
import { fittingView, openingView } from '../../../../../src-renderer/features/diagram/drawing/views.ts';
import { channel, flow, orderFlow, pool, process, route, step, system } from './flow-samples.ts';

const width = (text: string): number => text.length * 6;
const measures = { name: width, small: width };

function draw(...[input]: Parameters<typeof drawFlow> extends [infer F, unknown] ? [F] : never): Drawing {
  return drawFlow(input, measures);
}

function place(drawing: Drawing, id: string): Rect {
  const found = drawing.nodes.find((node) => node.id === id);
  if (!found) throw new Error(`${id} is not drawn`);
  return found.bounds;
}

describe('a flow without diagram interchange', () => {
  const drawing = draw(orderFlow());

  it('is laid out with every element of the model', () => {
    expect(drawing.isLaidOut).toBe(true);
    expect(drawing.nodes.map(({ id }) => id).sort()).toEqual(
      ['main', 'Get token', 'Web Shop', 'ERP', ...orderFlow().steps.map(({ id }) => id)].sort(),
    );
    expect(drawing.edges).toHaveLength(10);
  });

  it('goes from left to right, branches below each other', () => {
    const across = ['Start', 'Check', 'valid?', 'Send order', 'End'].map((id) => place(drawing, id).x);
    expect(across).toEqual(across.toSorted((a, b) => a - b));
    expect(place(drawing, 'Keep').x).toBe(place(drawing, 'Send order').x);
    expect(place(drawing, 'Keep').y).toBeGreaterThan(place(drawing, 'Send order').y + 60);
  });

  it('puts no shape on another one, and all inside their frames', () => {
    const solid = drawing.nodes.filter(({ kind }) => !['process', 'subprocess'].includes(kind));
    for (const [index, a] of solid.entries()) {
      for (const b of solid.slice(index + 1))
        expect(overlap(a.bounds, b.bounds), `${a.id} on ${b.id}`).toBe(0);
      if (a.parent !== undefined) expect(contains(place(drawing, a.parent), a.bounds), a.id).toBe(true);
    }
    expect(contains(place(drawing, 'main'), place(drawing, 'Exception Subprocess'))).toBe(true);
    expect(overlap(place(drawing, 'main'), place(drawing, 'Get token'))).toBe(0);
  });

  it('puts senders at the left and receivers at the right of the processes, beside their steps', () => {
    const frame = place(drawing, 'main');
    expect(place(drawing, 'Web Shop').x + 100).toBeLessThan(frame.x);
    expect(place(drawing, 'ERP').x).toBeGreaterThan(frame.x + frame.width);
  });
});

describe('ways that had to be found', () => {
  it('lead a channel between the rows to its receiver, beside the flow and not upon it', () => {
    const drawing = draw(orderFlow());
    const way = (id: string): readonly { x: number; y: number }[] =>
      drawing.edges.find((edge) => edge.id === id)?.waypoints ?? [];
    const step = place(drawing, 'Send order');
    expect(way('channel Send order to ERP')[0]?.y).toBeCloseTo(step.y + step.height, 0);
    expect(way('Send order to End')[0]?.x).toBeCloseTo(step.x + step.width, 0);
  });
});

describe('a flow with diagram interchange', () => {
  const shape = (element: string, x: number, y: number, w = 100, h = 60) => ({
    id: `s ${element}`,
    element,
    x,
    y,
    width: w,
    height: h,
  });
  const small = flow({
    participants: [pool('Pool', 'main')],
    steps: [step('a'), step('b')],
    sequenceFlows: [route('a', 'b')],
    diagram: {
      shapes: [
        shape('Pool', -20, -40, 500, 200),
        shape('a', 10, 10),
        shape('b', 200, 10),
        shape('nobody', 0, 0),
      ],
      edges: [
        {
          id: 'e',
          element: 'a to b',
          waypoints: [
            [60, 40],
            [250, 40],
          ],
        },
      ],
    },
  });

  it('is drawn where the file says, ways from outline to outline', () => {
    const drawing = draw(small);
    expect(drawing.isLaidOut).toBe(false);
    expect(place(drawing, 'a')).toEqual({ x: 10, y: 10, width: 100, height: 60 });
    expect(place(drawing, 'main').x).toBe(-20);
    const [first, last] = drawing.edges[0]?.waypoints ?? [];
    expect(first?.x).toBeCloseTo(110, 0);
    expect(last?.x).toBeCloseTo(200, 0);
  });

  it('finds a place beside its predecessor for the one step without a shape', () => {
    const steps = ['a', 'b', 'c', 'd'].map((id) => step(id));
    const drawing = draw({
      ...small,
      steps,
      sequenceFlows: [route('a', 'b'), route('b', 'c')],
      diagram: { edges: [], shapes: [...(small.diagram?.shapes ?? []), shape('d', 330, 10)] },
    });
    expect(drawing.isLaidOut).toBe(true);
    expect(place(drawing, 'a').x).toBe(10);
    expect(place(drawing, 'c').x).toBeGreaterThan(300);
    expect(overlap(place(drawing, 'c'), place(drawing, 'd'))).toBe(0);
    expect(contains(place(drawing, 'main'), place(drawing, 'c'))).toBe(true);
  });

  it('takes no coordinates that nobody can have meant', () => {
    const shapes = [shape('Pool', 0, 0, 500, 200), shape('a', 1e9, 10), shape('b', 5, Number.NaN)];
    const drawing = draw({ ...small, diagram: { edges: [], shapes } });
    expect(drawing.isLaidOut).toBe(true);
    expect(drawing.bounds.width).toBeLessThan(2000);
  });
});

describe('a broken flow', () => {
  it('is drawn without what does not fit', () => {
    const drawing = draw(
      flow({
        processes: [process('main'), process('main')],
        participants: [system('main', 'sender'), system('', 'sender'), pool('P', 'main'), pool('Q', 'main')],
        steps: [
          step('a'),
          step('a', 'Script'),
          step('constructor'),
          step('lost', 'Script', { process: 'nowhere', subprocess: 'nothing' }),
          step('self', 'subProcess', { subprocess: 'self' }),
          step('x', 'subProcess', { subprocess: 'y' }),
          step('y', 'subProcess', { subprocess: 'x' }),
        ],
        sequenceFlows: [
          route('a', 'gone'),
          route('gone', 'a'),
          route('a', 'a'),
          { ...route('a', 'lost'), id: 'a' },
        ],
        channels: [channel('nobody', 'a'), channel('P', 'a')],
      }),
    );
    expect(drawing.nodes.filter(({ id }) => id === 'a')).toHaveLength(1);
    expect(drawing.edges.map(({ id }) => id)).toEqual(['a to a', 'channel P to a']);
    for (const node of drawing.nodes) {
      expect(Object.values(node.bounds).every(Number.isFinite), node.id).toBe(true);
    }
  });

  it('may be empty', () => {
    expect(draw(flow({ processes: [] }))).toMatchObject({ nodes: [], edges: [], labels: [] });
  });
});

describe('texts beside shapes', () => {
  it('name events, gateways, routes, frames and the adapters of channels', () => {
    const drawing = draw(orderFlow());
    const texts = new Map(drawing.labels.map(({ owner, lines }) => [owner, lines.join(' ')]));
    expect(texts.get('valid?')).toBe('valid?');
    expect(texts.get('valid? to Keep')).toBe('no');
    expect(texts.get('channel Send order to ERP')).toBe('OData');
    expect(texts.get('main')).toBe('main');
    expect(texts.has('Check')).toBe(false);
  });

  it('cover neither shapes nor each other', () => {
    const { nodes, labels } = draw(orderFlow());
    const solid = nodes.filter(({ kind }) => !['process', 'subprocess'].includes(kind));
    for (const [index, { box, lines }] of labels.entries()) {
      const others = [
        ...solid.map(({ bounds }) => bounds),
        ...labels.slice(index + 1).map((label) => label.box),
      ];
      for (const other of others) expect(overlap(box, other), lines.join(' ')).toBe(0);
    }
  });
});

describe('what is seen at first', () => {
  const window = { width: 1000, height: 700 };

  it('is the whole where it can be read, in the middle above the tools, never enlarged', () => {
    const drawing = draw(flow({ steps: [step('a')] }));
    const view = fittingView(drawing, window);
    expect(view.scale).toBe(1);
    expect(contains(view, drawing.bounds)).toBe(true);
    expect(openingView(drawing, window)).toEqual(view);
  });

  it('is the beginning of the Integration Process with its sender where it cannot', () => {
    const ids = Array.from({ length: 40 }, (_each, index) => `s${index}`);
    const drawing = draw(
      flow({
        participants: [system('Web Shop', 'sender')],
        steps: ids.map((id) => step(id)),
        sequenceFlows: ids.slice(1).map((id, index) => route(`s${index}`, id)),
        channels: [channel('Web Shop', 's0')],
      }),
    );
    const view = openingView(drawing, window);
    expect(view.scale).toBeCloseTo(0.6);
    for (const id of ['Web Shop', 's0']) expect(contains(view, place(drawing, id)), id).toBe(true);
    const whole = fittingView(drawing, window);
    expect(contains(whole, drawing.bounds)).toBe(true);
    expect(whole.width / window.width).toBeCloseTo(whole.height / window.height);
  });
});
