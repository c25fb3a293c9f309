import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { EntityReader } from '../../../../../src-main/sap/odata/entity.ts';
import { AppError } from '../../../../../src-shared/errors.ts';
import { failureOf } from '../failure-of.ts';

const read = (entity: unknown) => new EntityReader(entity, 'Thing');

describe('EntityReader', () => {
  it('takes texts, numbers and flags for text, and nothing for absent', () => {
    const reader = read({ a: 'x', b: 7, c: false, d: '', e: null, f: {} });
    expect(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => reader.optionalText(name))).toEqual([
      'x',
      '7',
      'false',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('names what is missing', async () => {
    const failure = await failureOf(() => read({ Id: null }).text('Id'), 'tenant.unexpected-shape');
    expect(failure.facts.tenantText).toBe('Thing: Id');
  });

  it.each([
    ['26', 26],
    [26, 26],
    ['', undefined],
    [' ', undefined],
    ['x', undefined],
    [null, undefined],
    [true, undefined],
    [{}, undefined],
  ])('reads %j as the number %s', (value, number) => {
    expect(read({ n: value }).number('n')).toBe(number);
  });

  it.each([
    [true, true],
    ['true', true],
    ['false', false],
    [false, false],
    [undefined, false],
    [1, false],
  ])('reads %j as the flag %s', (value, flag) => {
    expect(read({ f: value }).boolean('f')).toBe(flag);
  });

  it('tells an expanded navigation from a deferred one', () => {
    const deferred = { __deferred: { uri: 'https://host.example/x' } };
    const reader = read({
      one: { Id: 'a' },
      many: { results: [1, 2] },
      bare: [3],
      later: deferred,
      none: {},
    });
    expect(reader.complex('one')?.text('Id')).toBe('a');
    expect(reader.complex('later')).toBeUndefined();
    expect(reader.collection('many', Number)).toEqual([1, 2]);
    expect(reader.collection('bare', Number)).toEqual([3]);
    expect(reader.collection('later', Number)).toBeUndefined();
    expect(reader.collection('none', Number)).toBeUndefined();
  });

  it('lists plain properties only', () => {
    expect(read({ a: 'x', b: 1, c: null, d: {}, __metadata: {} }).entries()).toEqual([
      ['a', 'x'],
      ['b', '1'],
    ]);
  });

  it.each([undefined, null, 'text', 7, []])('refuses %j', async (entity) => {
    await failureOf(() => read(entity), 'tenant.unexpected-shape');
  });

  it('never throws anything but AppErrors, whatever the tenant sends', () => {
    const ways = ['text', 'optionalText', 'instant', 'number', 'boolean', 'complex'] as const;
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...ways), (value, way) => {
        try {
          read({ x: value })[way]('x');
          read({ x: value }).entries();
          read(value);
        } catch (fault) {
          expect(fault).toBeInstanceOf(AppError);
        }
      }),
    );
  });

  it('reads no property that an object has anyway', () => {
    expect(read({}).optionalText('constructor')).toBeUndefined();
    expect(read({}).complex('__proto__')?.entries() ?? []).toEqual([]);
  });
});
