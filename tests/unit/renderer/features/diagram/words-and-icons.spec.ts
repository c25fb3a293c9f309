import { describe, expect, it } from 'vitest';

import { drawFlow } from '../../../../../src-renderer/features/diagram/drawing/draw-flow.ts';
import { readingOrder } from '../../../../../src-renderer/features/diagram/drawing/flow-order.ts';
import { stepIcon, stepIconPaths } from '../../../../../src-renderer/features/diagram/drawing/step-icons.ts';
import { wrapText } from '../../../../../src-renderer/features/diagram/drawing/wrap-text.ts';
import { findElements } from '../../../../../src-renderer/features/diagram/find-elements.ts';
import { stops, walk } from '../../../../../src-renderer/features/diagram/walk.ts';
import names from '../../../../../src-shared/content/artifact/names.json' with { type: 'json' };
import { orderFlow } from './flow-samples.ts';

const width = (text: string): number => Array.from(text).length * 6;
const drawing = drawFlow(orderFlow(), { name: width, small: width });

describe('icons', () => {
  const noSteps = new Set([
    'process',
    'sequenceFlow',
    'messageFlow',
    'participant',
    'textAnnotation',
    'association',
  ]);

  it.each(Object.keys(names.steps).filter((type) => !noSteps.has(type) && !type.endsWith('Event')))(
    'has one of its own for %s',
    (type) => {
      expect(stepIcon(type, 'callActivity', undefined)).not.toBe('other');
    },
  );

  it('tells variants and events apart, and knows no type by accident', () => {
    expect(stepIcon('DBstorage', 'callActivity', 'delete')).toBe('storeDelete');
    expect(stepIcon('parallelGateway', 'parallelGateway', 'Join')).toBe('join');
    expect(stepIcon('startEvent', 'startEvent', 'timer')).toBe('timer');
    expect(stepIcon('startEvent', 'startEvent', 'none')).toBeUndefined();
    expect(stepIcon('constructor', 'callActivity', undefined)).toBe('other');
  });

  it('are paths of strokes inside their grid', () => {
    for (const [name, path] of Object.entries(stepIconPaths))
      expect(path, name).toMatch(/^M[\d.\-\sMmLlHhVvCcSsAaZz]+$/);
  });
});

describe('a name in a box', () => {
  it('is broken where a person would', () => {
    expect(wrapText('Set employee_id and country', 100, 3, width)).toEqual([
      'Set employee_id',
      'and country',
    ]);
    expect(wrapText('callOlimpiaWebService', 66, 3, width)).toEqual(['callOlimpia', 'WebService']);
  });

  it('ends in an ellipsis where it is too long, and never outgrows its box', () => {
    const lines = wrapText('A name that goes on and on and on without an end in sight', 60, 2, width);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/…$/);
    for (const line of wrapText(
      'Donaudampfschifffahrtsgesellschaft 😀😀😀😀😀😀😀😀😀😀😀😀😀',
      60,
      9,
      width,
    )) {
      expect(width(line)).toBeLessThanOrEqual(60);
    }
    expect(wrapText('  ', 60, 2, width)).toEqual([]);
  });
});

describe('the order of a flow', () => {
  it('follows each branch to its end and takes every step once, circles too', () => {
    const link = (source: string, target: string) => ({ source, target });
    expect(
      readingOrder(
        ['e', 'a', 'b', 'c', 'd'],
        [link('a', 'b'), link('b', 'c'), link('b', 'd'), link('d', 'a'), link('c', 'e')],
      ),
    ).toEqual(['e', 'a', 'b', 'c', 'd']);
    expect(readingOrder(['a', 'b'], [link('a', 'b'), link('b', 'a')])).toEqual(['a', 'b']);
  });

  it('begins at the sender and names what it leads to', () => {
    expect(
      stops(drawing)
        .map(({ id }) => id)
        .slice(0, 5),
    ).toEqual(['Web Shop', 'channel Web Shop to Start', 'Start', 'Check', 'valid?']);
  });
});

describe('walking with the arrows', () => {
  it('goes along the flow and back', () => {
    expect(walk(drawing, 'Web Shop', 'forward')).toBe('channel Web Shop to Start');
    expect(walk(drawing, 'channel Web Shop to Start', 'forward')).toBe('Start');
    expect(walk(drawing, 'valid?', 'forward')).toBe('Send order');
    expect(walk(drawing, 'Send order', 'back')).toBe('valid?');
    expect(walk(drawing, 'ERP', 'back')).toBe('channel Send order to ERP');
  });

  it('changes the branch up and down, and stops at the edge', () => {
    expect(walk(drawing, 'Send order', 'down')).toBe('Keep');
    expect(walk(drawing, 'Keep', 'up')).toBe('Send order');
    expect(walk(drawing, 'End', 'forward')).toBeUndefined();
  });
});

describe('a search', () => {
  it.each([
    ['keep', ['Keep']],
    ['groovy', ['Check']],
    ['OData', ['channel Send order to ERP']],
    ['/orders https', ['channel Web Shop to Start']],
    ['DBstorage', ['Keep']],
    ['exception sub', ['Exception Subprocess']],
    ['nothing like it', []],
    ['  ', []],
  ])('for "%s" finds %j', (text, ids) => {
    expect(findElements(drawing, orderFlow(), text)).toEqual(ids);
  });
});
