import { describe, expect, it } from 'vitest';

import { compareValues } from '../../../../../src-renderer/features/runs/compare-values.ts';
import { traceRule } from '../../../../../src-renderer/features/runs/trace-words.ts';
import type { MessageRow } from '../../../../../src-shared/model/messages.ts';

const now = Date.UTC(2026, 10, 23, 12);

function row(logLevel: string | undefined, minutesAgo: number): MessageRow {
  return {
    messageGuid: 'guid',
    correlationId: undefined,
    applicationMessageId: undefined,
    applicationMessageType: undefined,
    flowId: 'Orders',
    flowName: 'Orders',
    packageId: undefined,
    status: 'COMPLETED',
    customStatus: undefined,
    start: now - minutesAgo * 60_000,
    end: now,
    sender: undefined,
    receiver: undefined,
    logLevel,
  };
}

describe('the rule of traces', () => {
  it('is told by level and age', () => {
    expect(traceRule(row('INFO', 5), undefined, now)).toMatchObject({ kind: 'never', left: 0 });
    expect(traceRule(row('INFO', 5), undefined, now).text).toMatch(
      /^It ran at log level INFO\. .*TRACE only.*60 minutes/,
    );
    expect(traceRule(row(undefined, 5), undefined, now).text).toMatch(/^Its log level is not known\./);
    expect(traceRule(row('TRACE', 22), undefined, now)).toMatchObject({ kind: 'there', left: 38 });
    expect(traceRule(row('TRACE', 59.5), undefined, now).text).toBe(
      'The tenant keeps the trace for 1 more minute.',
    );
    expect(traceRule(row('TRACE', 60), undefined, now)).toMatchObject({ kind: 'gone' });
  });
});

describe('values of two steps', () => {
  it('show first what differs', () => {
    const before = [
      { name: 'b', value: '1' },
      { name: 'a', value: 'x' },
      { name: 'gone', value: 'y' },
    ];
    const after = [
      { name: 'b', value: '2' },
      { name: 'a', value: 'x' },
      { name: 'new', value: 'z' },
    ];
    expect(compareValues(before, after).map(({ name, change }) => `${name} ${change}`)).toEqual([
      'b changed',
      'new added',
      'gone removed',
      'a same',
    ]);
  });
});
