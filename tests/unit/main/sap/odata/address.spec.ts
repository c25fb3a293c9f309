import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { entityPath, queryText, textLiteral } from '../../../../../src-main/sap/odata/address.ts';

const anyText = fc.string({ unit: 'grapheme', minLength: 1 });

describe('entityPath', () => {
  it.each([
    [entityPath('Set', 'x'), "Set('x')"],
    [entityPath('Set', 101), 'Set(101)'],
    [entityPath('TraceMessages', { int64: 7875 }), 'TraceMessages(7875L)'],
    [entityPath('TraceMessages', { int64: '9007199254740993' }), 'TraceMessages(9007199254740993L)'],
    [entityPath('Set', { Id: 'x', Version: 'active' }), "Set(Id='x',Version='active')"],
    [entityPath('Set', "O'Neil"), "Set('O%27%27Neil')"],
    [entityPath('Set', 'sap-it-res:msg:a/b c'), "Set('sap-it-res%3Amsg%3Aa%2Fb%20c')"],
    [entityPath('Set', 'a$b=c?d#e&f'), "Set('a%24b%3Dc%3Fd%23e%26f')"],
    [entityPath('Set', '../..\\%2e'), "Set('..%2F..%5C%252e')"],
  ])('%s', (path, expected) => {
    expect(path).toBe(expected);
  });

  it('names exactly the key that was given, whatever is in it', () => {
    fc.assert(
      fc.property(anyText, (key) => {
        const url = new URL(`https://host.example/api/v1/${entityPath('Set', key)}`);
        const [, literal = ''] = /^\/api\/v1\/Set\('(.*)'\)$/s.exec(decodeURIComponent(url.pathname)) ?? [];
        expect(literal.replaceAll("''", "'")).toBe(key);
        expect(literal.replaceAll("''", '')).not.toContain("'");
        expect(url.search + url.hash).toBe('');
      }),
    );
  });

  it('keeps several keys apart', () => {
    fc.assert(
      fc.property(anyText, anyText, (Id, Version) => {
        const { pathname } = new URL(`https://host.example/${entityPath('Set', { Id, Version })}`);
        const raw = /^\/Set\(Id='([^']*)',Version='([^']*)'\)$/.exec(pathname);
        const keys = raw?.slice(1).map((one) => decodeURIComponent(one).replaceAll("''", "'"));
        expect(keys).toEqual([Id, Version]);
      }),
    );
  });

  it('does not throw for text that was cut in the middle of a character', () => {
    expect(entityPath('Set', 'a\ud83d')).toBe("Set('a%EF%BF%BD')");
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (key) => entityPath('Set', key).length > 0));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
        entityPath('Set', String.fromCharCode(...units));
      }),
    );
  });
});

describe('textLiteral', () => {
  it('can be read back and ends nowhere earlier', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const literal = textLiteral(text);
        expect(literal).toMatch(/^'(?:[^']|'')*'$/);
        expect(literal.slice(1, -1).replaceAll("''", "'")).toBe(text);
      }),
    );
  });

  it('cannot be left by a quote to add a condition', () => {
    expect(textLiteral("x' or Status eq 'FAILED")).toBe("'x'' or Status eq ''FAILED'");
  });
});

describe('queryText', () => {
  it('leaves system options readable and encodes values', () => {
    expect(queryText({ $top: '1000', $filter: "Name eq 'a&b=c+d'" })).toBe(
      '?$top=1000&$filter=Name%20eq%20%27a%26b%3Dc%2Bd%27',
    );
    expect(queryText({})).toBe('');
  });

  it('arrives as it was given', () => {
    fc.assert(
      fc.property(fc.dictionary(anyText, fc.string({ unit: 'grapheme' })), (query) => {
        const url = new URL(`https://host.example/Set${queryText(query)}`);
        expect([...url.searchParams]).toEqual(Object.entries(query));
      }),
    );
  });
});
