import { describe, expect, it } from 'vitest';

import { runPath } from '../../../../../src-main/runs/run-path.ts';
import { pathOnFlow } from '../../../../../src-renderer/features/runs/path-on-flow.ts';
import type { Flow } from '../../../../../src-shared/content/artifact/flow.ts';
import { stepsOf, times } from '../../../main/runs/run-steps.ts';
import { channel, flow, process, route, step } from '../diagram/flow-samples.ts';

const channelOf = { ...channel('Send', 'Shop'), id: 'Channel' };

function drawn(parts: Partial<Flow>, ...texts: readonly string[]) {
  return pathOnFlow(flow(parts), runPath(stepsOf(...texts)));
}

function ways(parts: Partial<Flow>, ...texts: readonly string[]): readonly string[] {
  return [...drawn(parts, ...texts).marks.keys()].filter((id) => id.includes(' to '));
}

const straight: Partial<Flow> = {
  processes: [process('main')],
  steps: ['Start', 'Gate', 'Send', 'Other', 'End'].map((id) => step(id)),
  channels: [channelOf],
  sequenceFlows: [
    route('Start', 'Gate'),
    route('Gate', 'Send'),
    route('Gate', 'Other'),
    route('Send', 'End'),
    route('Other', 'End'),
  ],
};

describe('a run on the drawing', () => {
  it('marks what the log names, with times and counts, and the ways between', () => {
    const { marks, unplaced } = drawn(straight, 'Start', 'Gate', ...times(3, 'Send'), 'Channel', 'End!');
    expect(marks.get('Send')).toEqual({ state: 'done', text: '×3, 2.70 s' });
    expect(marks.get('End')).toEqual({ state: 'failed', text: '900 ms' });
    expect(marks.get('Channel')).toMatchObject({ state: 'done' });
    expect([marks.has('Other'), marks.has('Gate to Other')]).toEqual([false, false]);
    expect(ways(straight, 'Start', 'Gate', 'Send', 'Channel', 'End')).toEqual([
      'Start to Gate',
      'Gate to Send',
      'Send to End',
    ]);
    expect(unplaced).toEqual([]);
  });

  it('goes through elements that the log leaves out, by the one way there is', () => {
    expect(ways(straight, 'Start', 'Other', 'End')).toEqual([
      'Start to Gate',
      'Gate to Other',
      'Other to End',
    ]);
  });

  it('draws nothing where the log does not say how it came there', () => {
    const kept = drawn(straight, 'End');
    expect([...kept.marks.keys()]).toEqual(['End']);
  });

  it('lists what the drawing does not have', () => {
    const { unplaced } = drawn(straight, 'Start', 'Gone', 'Gone', 'End');
    expect(unplaced.map(({ modelStepId, count }) => [modelStepId, count])).toEqual([['Gone', 2]]);
  });

  it('takes the ways into branches and out of them', () => {
    const split: Partial<Flow> = {
      processes: [process('main')],
      steps: ['Multicast', 'A', 'B', 'Join', 'End'].map((id) => step(id)),
      sequenceFlows: [
        route('Multicast', 'A'),
        route('Multicast', 'B'),
        route('A', 'Join'),
        route('B', 'Join'),
        route('Join', 'End'),
      ],
    };
    expect(ways(split, 'Multicast', 'A@one', 'B@two', 'Join', 'End').toSorted()).toEqual([
      'A to Join',
      'B to Join',
      'Join to End',
      'Multicast to A',
      'Multicast to B',
    ]);
  });

  it('goes on behind a call after the process that was called', () => {
    const called: Partial<Flow> = {
      processes: [process('main'), process('local', 'local')],
      steps: [step('Call'), step('After'), step('Inner', 'Enricher', { process: 'local' })],
      sequenceFlows: [route('Call', 'After')],
    };
    expect(ways(called, 'Call', 'Inner', 'After')).toEqual(['Call to After']);
  });
});
