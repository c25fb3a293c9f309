import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { runLines } from '../../../../src-main/runs/run-lines.ts';
import { runPath } from '../../../../src-main/runs/run-path.ts';
import { runTree } from '../../../../src-main/runs/run-tree.ts';
import type { RunLine } from '../../../../src-shared/model/runs.ts';
import { began, stepsOf, times } from './run-steps.ts';

const nothing: ReadonlySet<string> = new Set();

function words(lines: readonly RunLine[]): readonly string[] {
  return lines.map((line) => {
    const indent = '  '.repeat(line.depth);
    if (line.kind === 'step') return `${indent}${line.step.modelStepId}`;
    const { shape, count, number, failed } = line.folded;
    return `${indent}${shape}${number === 0 ? '' : ` ${number}`} of ${count}${failed > 0 ? ', failed' : ''}`;
  });
}

/** Ids of everything folded, to open all of it. */
function opened(texts: readonly string[]): readonly RunLine[] {
  const tree = runTree(stepsOf(...texts));
  const toggled = new Set<string>();
  for (;;) {
    const lines = runLines(tree, toggled);
    const closed = lines.find((line) => line.kind === 'folded' && !line.folded.isOpen);
    if (closed?.kind !== 'folded') return lines;
    if (toggled.has(closed.folded.id)) toggled.delete(closed.folded.id);
    else toggled.add(closed.folded.id);
  }
}

describe('the steps of a run', () => {
  it('stand one below the other where nothing repeats', () => {
    const lines = runLines(runTree(stepsOf('Start', 'Map', 'Send', 'End')), nothing);
    expect(words(lines)).toEqual(['Start', 'Map', 'Send', 'End']);
  });

  it('are one line for all rounds of a loop, until it is opened', () => {
    const tree = runTree(stepsOf('Start', ...times(400, 'Read', 'Write'), 'End'));
    const lines = runLines(tree, nothing);
    expect(words(lines)).toEqual(['Start', 'loop of 400', 'End']);
    const [, loop] = lines;
    const folded = loop?.kind === 'folded' ? loop.folded : undefined;
    expect(folded).toMatchObject({ steps: 800, start: began + 1_000, stop: began + 800_900, isOpen: false });
    expect(folded?.elements.map(({ modelStepId }) => modelStepId)).toEqual(['Read', 'Write']);
    const open = runLines(tree, new Set([folded?.id ?? '']));
    expect(open).toHaveLength(403);
    expect(words(open).slice(1, 4)).toEqual(['loop of 400', '  round 1 of 2', '  round 2 of 2']);
  });

  it('two rounds are read as they are; a loop within a loop is one of its rounds', () => {
    expect(words(runLines(runTree(stepsOf('A', 'B', 'A', 'B')), nothing))).toEqual(['A', 'B', 'A', 'B']);
    const inner = [3, 5, 4].flatMap((rounds) => ['Page', ...times(rounds, 'Row'), 'Next']);
    expect(words(runLines(runTree(stepsOf(...inner)), nothing))).toEqual(['loop of 3']);
    expect(words(opened(inner)).slice(0, 5)).toEqual([
      'loop of 3',
      '  round 1 of 5',
      '    Page',
      '    loop of 3',
      '      round 1 of 1',
    ]);
  });

  it('hang by branch below the step after which the branches begin, few of them open', () => {
    const texts = ['Start', 'Split', 'A@one', 'X@two', 'B@one', 'Y@two', 'Join', 'End'];
    expect(words(runLines(runTree(stepsOf(...texts)), nothing))).toEqual([
      'Start',
      'Split',
      'branches of 2',
      '  branch 1 of 2',
      '    A',
      '    B',
      '  branch 2 of 2',
      '    X',
      '    Y',
      'Join',
      'End',
    ]);
    const parts = Array.from({ length: 240 }, (_, part) => [`A@p${part}`, `B@p${part}`]).flat();
    expect(words(runLines(runTree(stepsOf('Split', ...parts, 'Gather')), nothing))).toEqual([
      'Split',
      'branches of 240',
      'Gather',
    ]);
  });

  it('that failed are counted where they are folded', () => {
    const lines = runLines(runTree(stepsOf(...times(4, 'A', 'B!'))), nothing);
    expect(words(lines)).toEqual(['loop of 4, failed']);
  });

  it('are all there once everything is open, whatever they are', () => {
    const step = fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.constantFrom('', '@x', '@y'));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (drawn) => {
        const texts = drawn.map(([id, branch]) => `${id}${branch}`);
        const children = opened(texts).flatMap((line) => (line.kind === 'step' ? [line.step.child] : []));
        expect(children.toSorted((a, b) => a - b)).toEqual(texts.map((_, index) => index + 1));
      }),
    );
  });

  it('thousands of them are folded in no time', () => {
    const steps = stepsOf(...times(1_500, 'A', 'B', 'C', 'B', 'D'));
    const start = performance.now();
    expect(runLines(runTree(steps), nothing)).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe('the way of a run', () => {
  it('counts elements, what follows what, and where branches begin and end', () => {
    const path = runPath(stepsOf('Start', 'Split', 'A@one', 'X@two', 'A@three', 'B@one', 'Join!'));
    expect(path).toMatchObject({ steps: 7, branches: 4, firstChild: 1, start: began, stop: began + 6_900 });
    expect(path.elements.map(({ modelStepId, count }) => [modelStepId, count])).toEqual([
      ['Start', 1],
      ['Split', 1],
      ['A', 2],
      ['X', 1],
      ['B', 1],
      ['Join', 1],
    ]);
    expect(path.elements[2]).toMatchObject({ branches: 2, busy: 1_800, failed: 0, running: 0 });
    expect(path.ways).toEqual([
      { from: 'Start', to: 'Split', count: 1 },
      { from: 'A', to: 'B', count: 1 },
      { from: 'Split', to: 'Join', count: 1 },
    ]);
    expect([path.begins, path.ends]).toEqual([
      ['A', 'X'],
      ['B', 'X', 'A'],
    ]);
    expect(path.failure).toMatchObject({ modelStepId: 'Join', error: 'It broke' });
  });

  it('of a run without steps is empty', () => {
    expect(runPath([])).toMatchObject({ steps: 0, elements: [], ways: [], firstChild: undefined });
  });
});
