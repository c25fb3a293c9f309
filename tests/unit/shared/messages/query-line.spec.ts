import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { completionAt } from '../../../../src-shared/messages/complete-query.ts';
import { addTerm, type Conditions, noConditions } from '../../../../src-shared/messages/filter-terms.ts';
import { readQuery } from '../../../../src-shared/messages/read-query.ts';
import { writeQuery, writeWholeQuery } from '../../../../src-shared/messages/write-query.ts';
import { type MessageTerm, termFields, type TimeRange } from '../../../../src-shared/model/messages.ts';

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('"', '\\', ' ', ':', ',', '-', '*', '“', '”', 'a', 'ä', '>', '='),
    maxLength: 8,
  }),
);
const full = text.filter((one) => one !== '');
const not = fc.constantFrom({}, { not: true as const });
const status = fc.constantFrom('FAILED', 'RETRY', 'COMPLETED', 'NEW_ONE');

const term: fc.Arbitrary<MessageTerm> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...termFields.filter((field) => field !== 'status' && field !== 'flow')),
      fc.array(text, { minLength: 1, maxLength: 3 }),
      not,
    )
    .map(([field, values, turned]) => ({ field, values, ...turned })),
  fc
    .tuple(fc.array(status, { minLength: 1, maxLength: 2 }), not)
    .map(([values, turned]) => ({ field: 'status' as const, values, ...turned })),
  fc
    .tuple(fc.array(full, { minLength: 1, maxLength: 2 }), not)
    .map(([values, turned]) => ({ field: 'flow' as const, values, ...turned })),
  fc
    .tuple(full, fc.array(text, { minLength: 1, maxLength: 2 }), not)
    .map(([name, values, turned]) => ({ field: 'header' as const, name, values, ...turned })),
  fc
    .tuple(fc.nat(10_000_000), fc.nat(10_000_000), fc.constantFrom('from', 'to', 'both'), not)
    .map(([from, to, which, turned]) => ({
      field: 'duration' as const,
      ...(which !== 'to' && { from }),
      ...(which !== 'from' && { to }),
      ...turned,
    })),
);

const conditions: fc.Arbitrary<Conditions> = fc
  .tuple(
    fc.array(term, { maxLength: 5 }),
    fc.option(
      text.map((one) => one.trim()).filter((one) => one !== ''),
      { nil: undefined },
    ),
    fc.option(fc.constantFrom('0123456789abcdef'), { nil: undefined }),
  )
  .map(([terms, words, group]) => ({
    ...terms.reduce(addTerm, noConditions),
    ...(words !== undefined && { text: words }),
    ...(group !== undefined && { errorGroup: group }),
  }));

const range: fc.Arbitrary<TimeRange> = fc.oneof(
  fc.integer({ min: 1, max: 60 * 24 * 400 }).map((minutes) => ({ kind: 'last' as const, minutes })),
  fc
    .tuple(fc.nat(4e12), fc.integer({ min: 1, max: 1e10 }))
    .map(([from, length]) => ({ kind: 'between' as const, from, to: from + length })),
);

describe('the query line', () => {
  it('reads what it wrote', () => {
    fc.assert(
      fc.property(conditions, (wanted) => {
        const read = readQuery(writeQuery(wanted));
        expect(read).toEqual({ conditions: wanted, range: undefined, faults: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads what it wrote for others, with its time', () => {
    fc.assert(
      fc.property(conditions, range, (wanted, time) => {
        const read = readQuery(writeWholeQuery({ range: time, ...wanted }));
        expect(read).toEqual({ conditions: wanted, range: time, faults: [] });
      }),
    );
  });

  it('takes any text without falling over, and points into it where it does not understand', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ maxLength: 40 })), fc.nat(40), (line, cursor) => {
        const { faults } = readQuery(line);
        for (const { from, to, message } of faults) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(line.length);
          expect(message).toMatch(/\.$/);
        }
        const completion = completionAt(line, Math.min(cursor, line.length));
        if (completion) expect(completion.from).toBeLessThanOrEqual(completion.to);
      }),
      { numRuns: 1_000 },
    );
  });

  it('reads the example of its documentation', () => {
    expect(
      readQuery('status:failed flow:"Order*" header.orderId:4711 took:>5s error:"timeout"').conditions,
    ).toEqual({
      statuses: ['FAILED'],
      flows: ['Order*'],
      terms: [
        { field: 'header', name: 'orderId', values: ['4711'] },
        { field: 'duration', from: 5_001 },
        { field: 'error', values: ['timeout'] },
      ],
    });
  });

  it.each([
    ['status:failed status:retry', 'status:failed,retry'],
    ['-receiver:ERP,CRM -Receiver:SAP', '-receiver:ERP,CRM,SAP'],
    ['two   words', 'two words'],
    ['took:>=1s took:<2s', 'took:>=1s,<2s'],
    ['took:1m..90s', 'took:>=1m,<=90s'],
    ['customStatus:""', 'custom:""'],
    ['header.“My name”:“a b”', 'header."My name":"a b"'],
    ['sender:a:b', 'sender:a:b'],
    ['iflow:X duration:<5ms', 'flow:X took:<5ms'],
  ])('%s is written %s', (line, written) => {
    const { conditions: read, faults } = readQuery(line);
    expect([writeQuery(read), faults]).toEqual([written, []]);
  });

  it.each([
    ['flow:X statuss:failed', 'statuss', /no field “statuss”/],
    ['error:"time', '"time', /quote is missing/],
    ['sender:', 'sender:', /value is missing/],
    ['took:5', '5', />5s/],
    ['status:"not whole"', '"not whole"', /one whole word/],
    ['last:soon', 'soon', /24h/],
    ['-last:2h', '-last:2h', /turned round/],
    ['from:2026-11-03', '2026-11-03', /“to” is missing/],
    ['from:2026-11-03 to:2026-11-02T10:00', '2026-11-02T10:00', /not after/],
    ['group:xyz', 'xyz', /16 digits/],
  ])('%s: points at %s', (line, place, message) => {
    const { faults } = readQuery(line);
    expect(faults).toHaveLength(1);
    const [{ from, to, message: said } = { from: 0, to: 0, message: '' }] = faults;
    expect(line.slice(from, to)).toBe(place);
    expect(said).toMatch(message);
  });

  it('reads times in the zone it is given, and in their own where they have one', () => {
    const berlin = (at: string) => (at.endsWith('Z') ? Date.parse(at) : Date.parse(`${at}+01:00`));
    const { range: read } = readQuery('from:2026-11-03T10:00 to:2026-11-03T10:00Z', berlin);
    expect(read).toEqual({ kind: 'between', from: Date.UTC(2026, 10, 3, 9), to: Date.UTC(2026, 10, 3, 10) });
  });
});

describe('completion', () => {
  const at = (marked: string) => {
    const cursor = marked.indexOf('|');
    return completionAt(marked.replace('|', ''), cursor);
  };

  it.each([
    ['|', { kind: 'name', typed: '' }],
    ['stat|', { kind: 'name', typed: 'stat', from: 0, to: 4 }],
    ['-re|c', { kind: 'name', typed: 're', from: 1, to: 4 }],
    ['a status:|', { kind: 'value', field: 'status', typed: '', from: 9, to: 9 }],
    ['status:failed,re|', { kind: 'value', field: 'status', typed: 're', from: 14, to: 16 }],
    ['flow:"Ord|', { kind: 'value', field: 'flow', typed: 'Ord', from: 5, to: 9 }],
    ['header.ord|', { kind: 'header-name', typed: 'ord', from: 7, to: 10 }],
    ['header.orderId:4|', { kind: 'value', field: 'header', header: 'orderId', typed: '4' }],
    ['took:|', { kind: 'amount', of: 'took' }],
  ])('%s', (marked, expected) => {
    expect(at(marked)).toMatchObject(expected);
  });

  it('is not offered within a quoted text', () => {
    expect(at('"some te|xt"')).toBeUndefined();
  });
});
