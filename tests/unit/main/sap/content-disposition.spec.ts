import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fileNameOf } from '../../../../src-main/sap/content-disposition.ts';

describe('fileNameOf', () => {
  it.each([
    [null, undefined],
    ['', undefined],
    ['attachment', undefined],
    ['attachment; filename=orders.zip', 'orders.zip'],
    ['attachment; filename="orders flow.zip"', 'orders flow.zip'],
    ['attachment;filename="a;b.zip"; size=7', 'a;b.zip'],
    ['attachment; FileName = "orders.zip"', 'orders.zip'],
    ['attachment; filename="a\\"b.zip"', 'a"b.zip'],
    ['attachment; filename=""', undefined],
    ["attachment; filename*=UTF-8''Auftr%C3%A4ge.zip", 'Aufträge.zip'],
    ['attachment; filename="x.zip"; filename*=utf-8\'\'y%20z.zip', 'y z.zip'],
    ["attachment; filename=x.zip; filename*=UTF-8''%C3", 'x.zip'],
    ["attachment; filename*=UTF-8''%C3", undefined],
  ])('%j is %j', (header, name) => {
    expect(fileNameOf(header)).toBe(name);
  });

  it('never throws and never answers an empty name', () => {
    const pieces = fc.constantFrom('filename', '*', '=', '"', '\\', ';', "UTF-8''", '%', '%41', ' ', 'a');
    const headers = fc.oneof(
      fc.string(),
      fc.array(pieces).map((all) => all.join('')),
    );
    fc.assert(fc.property(headers, (header) => fileNameOf(header) !== ''));
  });

  it('stays fast for a hostile header', () => {
    for (const piece of ['filename', 'filename="\\', 'filename*=', '=']) {
      const before = performance.now();
      fileNameOf(piece.repeat(10_000));
      expect(performance.now() - before, piece).toBeLessThan(1_000);
    }
  });
});
