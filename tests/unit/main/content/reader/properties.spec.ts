import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import { checkName } from '../../../../../src-main/content/reader/entry-names.ts';
import { headerOf, readManifest } from '../../../../../src-main/content/reader/read-manifest.ts';
import { Refusal } from '../../../../../src-main/content/reader/refusal.ts';
import { tableRows } from '../../../../../src-main/content/reader/table-rows.ts';
import { parametersIn, resolveParameters } from '../../../../../src-shared/content/artifact/parameters.ts';
import { manifestOf, table } from './build-artifact.ts';

/** Characters XML allows, with what has to be escaped. */
const xmlText = fc.string({
  unit: fc.constantFrom('a', 'ä', '<', '>', '&', '"', "'", ' ', ';', '{', '}', '語', '𝄞'),
});
const line = fc.string({
  unit: fc.constantFrom('a', 'ö', '語', '𝄞', ':', ';', '=', '"', ' '),
  maxLength: 300,
});

// Much of it is making the content, which takes its time on a busy computer.
vi.setConfig({ testTimeout: 60_000 });

describe('readers of small things', () => {
  it('a manifest comes back as it was folded', () => {
    fc.assert(
      fc.property(line, fc.constantFrom('\r\n', '\n'), (value, end) => {
        const headers = readManifest(
          Buffer.from(manifestOf({ 'Bundle-Name': value, Other: 'x' }, end), 'latin1'),
        );
        // A line that is folded behind a blank keeps the blank; only the ends of a value are cut.
        expect(headerOf(headers, 'bundle-name')).toBe(value.trim());
        expect(headerOf(headers, 'Other')).toBe('x');
      }),
    );
  });

  it('a table comes back as it was written', () => {
    const rows = fc.array(fc.array(xmlText, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, (written) => {
        const named = written.map((cells) => Object.fromEntries(cells.map((value, at) => [`c${at}`, value])));
        const read = tableRows(table(named));
        expect(read?.map((cells) => cells.map(({ value }) => value))).toEqual(written);
      }),
    );
  });

  it('any value is a table or none, never a fault', () => {
    fc.assert(fc.property(fc.string(), (rest) => Array.isArray(tableRows(`<row>${rest}`) ?? [])));
  });

  it('a parameter is found wherever it stands, and replaced there', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '.', '-', '<', 'ü'), minLength: 1 });
    const around = fc.string({ unit: fc.constantFrom('x', ' ', '"', ':', '{', '$') });
    fc.assert(
      fc.property(around, name, around, (before, parameter, after) => {
        const text = `${before}{{${parameter}}}${after}`;
        const values = new Map([[parameter, 'VALUE']]);
        expect(parametersIn(text, values)).toEqual([parameter]);
        expect(resolveParameters(text, values)).toBe(`${before}VALUE${after}`);
      }),
    );
  });

  it('a name is fit for every system, or refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        try {
          checkName(name);
        } catch (fault) {
          expect(fault).toBeInstanceOf(Refusal);
          return;
        }
        expect(name).not.toMatch(/[<>:"|?*\u0000-\u001f]|^\/|\/\/|(^|\/)\.{1,2}(\/|$)|[. ](\/|$)/);
      }),
    );
  });
});
