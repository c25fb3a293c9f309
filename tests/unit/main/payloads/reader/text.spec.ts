import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { HeldPayload } from '../../../../../src-main/payloads/reader/held-payload.ts';
import { prettyJsonBytes } from '../../../../../src-main/payloads/reader/pretty-json.ts';
import { prettyXmlBytes } from '../../../../../src-main/payloads/reader/pretty-xml.ts';
import { Records } from '../../../../../src-main/payloads/reader/records.ts';
import { RowIndex } from '../../../../../src-main/payloads/reader/row-index.ts';

const plain = { isPretty: false };
const hold = (text: string, contentType = ''): HeldPayload => new HeldPayload(Buffer.from(text), contentType);

describe('rows of a text', () => {
  it('are lines, and stretches of long ones', () => {
    const rows = hold('short\r\näbcdefghij\n\nend').rows(plain, 4, 0, 10);
    expect(rows.rows).toEqual([
      { line: 1, text: 'shor' },
      { line: undefined, text: 't' },
      { line: 2, text: 'äbcd' },
      { line: undefined, text: 'efgh' },
      { line: undefined, text: 'ij' },
      { line: 3, text: '' },
      { line: 4, text: 'end' },
    ]);
  });

  it('give the whole text back, whatever the width', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\r', '')),
        fc.integer({ min: 1, max: 9 }),
        (text, width) => {
          const index = new RowIndex(Buffer.from(text), width);
          const { rows } = index.rows(0, index.total);
          const lines: string[] = [];
          for (const { line, text: row } of rows) {
            if (line === undefined) lines.push(`${lines.pop() ?? ''}${row}`);
            else lines.push(row);
          }
          expect(lines.join('\n')).toBe(text.replace(/\n$/, ''));
          for (let row = 0; row < index.total; row += 1) expect(index.rowOf(index.startOf(row))).toBe(row);
        },
      ),
    );
  });
});

describe('finding in a text', () => {
  const ask = (
    text: string,
    question: Partial<{ text: string; isRegex: boolean; matchCase: boolean }>,
    width = 100,
  ) => hold(text).find(plain, width, { text: 'x', isRegex: false, matchCase: false, ...question }, 100);

  it('tells row, line and characters', () => {
    const { hits } = ask('one\nGrüße an TWO\nthree', { text: 'two' });
    expect(hits).toEqual([{ row: 1, line: 2, from: 9, to: 12, around: 'Grüße an TWO' }]);
    expect(ask('one\nTWO', { text: 'two', matchCase: true }).hits).toEqual([]);
    expect(ask('a.c abc', { text: 'a.c' }).hits.length).toBe(1);
    expect(ask('a.c abc', { text: 'a.c', isRegex: true }).hits.length).toBe(2);
  });

  it('takes every character of a text for itself', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((text) => !/[\r\n]/.test(text)),
        (text) => {
          expect(ask(`a ${text} b`, { text, matchCase: true }, 1_000).hits.length).toBeGreaterThan(0);
        },
      ),
    );
    expect(ask('TENT-4711', { text: 'tent-' }).hits.length).toBe(1);
  });

  it('says why an expression cannot be used', () => {
    expect(() => ask('x', { text: '(', isRegex: true })).toThrow(/Unterminated group/);
  });

  it('finds what stands across the blocks of one endless line', () => {
    const text = `${'é'.repeat(700_000)}needle${'b'.repeat(2_000_000)}needle`;
    const { hits } = ask(text, { text: 'needle' }, 1_000);
    expect(hits.map(({ row, from }) => row * 1_000 + from)).toEqual([700_000, 2_700_006]);
  });

  it('lists no more than it may', () => {
    const { hits, isCut } = hold('x'.repeat(500)).find(
      plain,
      50,
      { text: 'x', isRegex: false, matchCase: true },
      100,
    );
    expect(hits.length).toBe(100);
    expect(isCut).toBe(true);
  });
});

describe('printing', () => {
  it('puts JSON on lines without touching a token', () => {
    expect(prettyJsonBytes(Buffer.from('{"a":[1.0,{}],"b\\"{":{"c":null}}'))?.toString()).toBe(
      '{\n  "a": [\n    1.0,\n    {}\n  ],\n  "b\\"{": {\n    "c": null\n  }\n}\n',
    );
    expect(prettyJsonBytes(Buffer.from('{"a":[1}'))).toBeUndefined();
    // Lines of JSON, as many tools write them.
    expect(prettyJsonBytes(Buffer.from('{"a":1}\n[]\n\n{}\n7 "b"'))?.toString()).toBe(
      '{\n  "a": 1\n}\n[]\n{}\n7\n"b"\n',
    );
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(prettyJsonBytes(Buffer.from(text))?.toString() ?? '')).toEqual(JSON.parse(text));
      }),
    );
  });

  it('puts elements on lines and leaves text alone', () => {
    const xml =
      '<?xml version="1.0"?><a x=">"><b>text <i>in</i> it</b><c><![CDATA[<x>]]></c><d> </d><e/><!-- <f> --></a>';
    expect(prettyXmlBytes(Buffer.from(xml))?.toString().trimEnd().split('\n')).toEqual([
      '<?xml version="1.0"?>',
      '<a x=">">',
      '  <b>text <i>in</i> it</b>',
      '  <c><![CDATA[<x>]]></c>',
      '  <d> </d>',
      '  <e/>',
      '  <!-- <f> -->',
      '</a>',
    ]);
    expect(prettyXmlBytes(Buffer.from('<a><b></a></b></a>'))).toBeUndefined();
    const type = '<!DOCTYPE a [<!ENTITY x "]>"><!-- ]> \' --><!ELEMENT a (b)>]>';
    expect(prettyXmlBytes(Buffer.from(`${type}<a><b>&x;</b></a>`))?.toString()).toBe(
      `${type}\n<a>\n  <b>&x;</b>\n</a>\n`,
    );
    expect(prettyXmlBytes(Buffer.from('<a><b></b>'))).toBeUndefined();
    const twice = prettyXmlBytes(prettyXmlBytes(Buffer.from(xml)) ?? Buffer.alloc(0));
    expect(twice?.toString()).toBe(prettyXmlBytes(Buffer.from(xml))?.toString());
  });

  it('does not make a bomb of brackets larger than it must', () => {
    const deep = Buffer.from('['.repeat(20_000) + ']'.repeat(20_000));
    expect(prettyJsonBytes(deep)?.length ?? Infinity).toBeLessThan(6_000_000);
  });

  it('says why a text stays as it is', () => {
    const held = hold('{"a": [}');
    expect(held.text({ isPretty: true }, 100)).toMatchObject({
      text: '{"a": [}',
      notPretty: 'Its brackets do not fit together',
    });
  });
});

describe('a table in text', () => {
  it('is read by windows of records; a quoted line end ends none', () => {
    const records = new Records(Buffer.from('no;name\n1;"two\nlines;"\n2;b\n\n3;c'));
    expect(records.rows(0, 2)).toEqual({
      header: ['no', 'name'],
      total: 3,
      delimiter: ';',
      rows: [
        ['1', 'two\nlines;'],
        ['2', 'b'],
      ],
    });
    expect(records.rows(2, 10).rows).toEqual([['3', 'c']]);
  });
});

describe('paths', () => {
  const order =
    '<o:Order xmlns:o="urn:o" xmlns:p="urn:p">\n <o:Item p:no="1">A</o:Item>\n <o:Item p:no="2">B &amp; C</o:Item>\n</o:Order>';

  it('of XPath name nodes, lines and values', () => {
    const held = hold(order);
    expect(held.query(plain, 'xpath', '//o:Item[2]', 10)).toEqual({
      matches: [{ path: '/o:Order[1]/o:Item[2]', text: 'B & C', line: 3 }],
      total: 1,
    });
    expect(held.query(plain, 'xpath', 'count(//o:Item)', 10).matches).toEqual([
      { path: '', text: '2', line: undefined },
    ]);
    expect(held.query(plain, 'xpath', '//@p:no/string()', 10).matches.map(({ text }) => text)).toEqual([
      '1',
      '2',
    ]);
    expect(() => held.query(plain, 'xpath', '//o:Item[', 10)).toThrow(/XPath cannot be used/);
    expect(() => hold('<a>').query(plain, 'xpath', '/a', 10)).toThrow(/not well-formed/);
  });

  it.each([
    ['//Item[.', 'Expected end of input at character 7, before “[.”.'],
    ['//o:Item[@no=]', 'Something else is expected at character 14, before “]”.'],
    ['1 +', 'Something is missing at the end.'],
    ['//q:Item', 'The prefix q could not be resolved.'],
    ['nofn(1)', 'Function nofn with arity of 1 not registered. No similar functions found.'],
  ])('of an XPath with a fault say what is wrong: %s', (expression, said) => {
    expect(() => hold(order).query(plain, 'xpath', expression, 10)).toThrow(
      `The XPath cannot be used: ${said}`,
    );
  });

  it('of JSONPath name values and lines', () => {
    const held = hold('{"a": "x",\n "items": [{"no": 1},\n {"no": 2, "t": "}"},\n {"no": 3}]}');
    expect(held.query(plain, 'jsonpath', '$.items[?@.no > 1].no', 10)).toEqual({
      matches: [
        { path: "$['items'][1]['no']", text: '2', line: 3 },
        { path: "$['items'][2]['no']", text: '3', line: 4 },
      ],
      total: 2,
    });
    expect(() => held.query(plain, 'jsonpath', '$.[', 10)).toThrow(/JSONPath cannot be used/);
  });

  it('of JSONPath stand on the line of the printed text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const held = hold(JSON.stringify({ v: value }));
        const { text = '' } = held.text({ kind: 'json', isPretty: true }, 1e6);
        const lines = text.split('\n');
        for (const match of held.query({ kind: 'json', isPretty: true }, 'jsonpath', '$..*', 1_000).matches) {
          expect(match.line).toBeGreaterThan(0);
          const last = /\['((?:[^'\\]|\\.)*)'\]$/.exec(match.path)?.[1];
          if (last !== undefined && /^\w*$/.test(last))
            expect(lines[(match.line ?? 0) - 1]).toContain(`"${last}": `);
        }
      }),
      { numRuns: 50 },
    );
  });
});
