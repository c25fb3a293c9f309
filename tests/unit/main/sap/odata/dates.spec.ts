import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { datetimeLiteral, readInstant } from '../../../../../src-main/sap/odata/dates.ts';

describe('readInstant', () => {
  it.each([
    ['/Date(1521463557739)/', 1_521_463_557_739],
    ['/Date(1521463557739+0000)/', 1_521_463_557_739],
    ['/Date(1521463557739+0530)/', 1_521_463_557_739],
    ['/Date(1521463557739-0800)/', 1_521_463_557_739],
    ['/Date(0)/', 0],
    ['/Date(-62135596800000)/', -62_135_596_800_000],
    ['2021-02-15T16:06:34.08', Date.UTC(2021, 1, 15, 16, 6, 34, 80)],
    ['2021-02-15T16:06:34', Date.UTC(2021, 1, 15, 16, 6, 34)],
    ['2021-02-15T16:06', Date.UTC(2021, 1, 15, 16, 6)],
    ['2021-02-15T16:06:34Z', Date.UTC(2021, 1, 15, 16, 6, 34)],
    ['2021-02-15T16:06:34+02:00', Date.UTC(2021, 1, 15, 14, 6, 34)],
    ['2021-02-15T16:06:34.123456789', Date.UTC(2021, 1, 15, 16, 6, 34, 123)],
    ['1521463557739', 1_521_463_557_739],
    [1_521_463_557_739, 1_521_463_557_739],
  ])('reads %j', (value, instant) => {
    expect(readInstant(value)).toBe(instant);
  });

  it.each([
    '',
    ' ',
    'yesterday',
    '/Date()/',
    '/Date(x)/',
    '/Date(1)',
    'x/Date(1)/',
    '2021-02-15',
    '2021-13-15T16:06:34',
    '2021-02-15 16:06:34',
    '99999999999999999999999',
    '/Date(99999999999999999999999)/',
    '8640000000000001',
    null,
    undefined,
    true,
    {},
    [],
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])('takes %j for no time', (value) => {
    expect(readInstant(value)).toBeUndefined();
  });

  it('answers for anything a time that JavaScript can show, or nothing', () => {
    const odd = fc.oneof(
      fc.anything(),
      fc.string(),
      fc.bigInt().map((n) => `/Date(${n})/`),
      fc.bigInt().map(String),
      fc.double(),
    );
    fc.assert(
      fc.property(odd, (value) => {
        const instant = readInstant(value);
        if (instant !== undefined) expect(new Date(instant).getTime()).not.toBeNaN();
      }),
    );
  });
});

describe('datetimeLiteral', () => {
  it('writes UTC without a zone', () => {
    expect(datetimeLiteral(Date.UTC(2026, 10, 23, 1, 2, 3, 4))).toBe("datetime'2026-11-23T01:02:03.004'");
  });

  it('writes what is read back as the same time', () => {
    const times = fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(times, (date) => {
        const literal = datetimeLiteral(date.getTime());
        expect(literal).toMatch(/^datetime'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}'$/);
        expect(readInstant(literal.slice("datetime'".length, -1))).toBe(date.getTime());
      }),
    );
  });
});
