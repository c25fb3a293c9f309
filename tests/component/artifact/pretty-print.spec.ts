import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { hexDump } from '../../../src-renderer/components/text/hex-dump.ts';
import { prettyJson, prettyXml } from '../../../src-renderer/components/text/pretty-print.ts';

describe('pretty printed JSON', () => {
  test('has one value per line, and says the same', () => {
    expect(prettyJson('{"a":[1,{"b":null}],"c":{},"d":[]}')).toBe(
      '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": {},\n  "d": []\n}\n',
    );
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(prettyJson(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  test('keeps numbers, escapes and double keys as they are written', () => {
    const text = '{"n":12345678901234567890.10,"n":"\\u00e4 , }"}';
    expect(prettyJson(text).replaceAll(/\n {2}|\n|(?<=:) /g, '')).toBe(text);
  });

  test('is what it was where it is no JSON', () => {
    expect(prettyJson('{"a":')).toBe('{"a":');
  });
});

describe('pretty printed XML', () => {
  test('has one element per line where blanks mean nothing', () => {
    expect(prettyXml('<?xml version="1.0"?><a x="1 > 0"><!-- c --><b/><c><d>x</d></c></a>')).toBe(
      '<?xml version="1.0"?>\n<a x="1 > 0">\n  <!-- c -->\n  <b/>\n  <c>\n    <d>x</d>\n  </c>\n</a>\n',
    );
  });

  test('keeps text, and blanks beside it', () => {
    for (const inner of ['<b>x <i>y</i> z</b>', '<b> </b>', '<b><![CDATA[ < ]]></b>'])
      expect(prettyXml(`<a>${inner}</a>`)).toBe(`<a>\n  ${inner}\n</a>\n`);
  });

  test('is what it was where it does not fit together', () => {
    for (const text of ['<a><b></a>', '</a>', '<a', 'no XML', '<!DOCTYPE a [<!ENTITY x "y">]><a/>'])
      expect(prettyXml(text)).toBe(text);
  });

  test('changes nothing but blanks between elements', () => {
    const node: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('<e/>', '<t>text</t>', '<w>  </w>', '<!-- c -->'),
        fc.array(tie('node'), { maxLength: 4 }).map((inner) => `<n>${inner.join('\n ')}</n>`),
      ),
    })).node;
    const tokens = (text: string) => text.replaceAll(/>\s+</g, '><');
    fc.assert(
      fc.property(node, (inner) => {
        const text = `<r>${inner}</r>`;
        expect(tokens(prettyXml(text)).trim()).toBe(tokens(text));
        expect(prettyXml(prettyXml(text))).toBe(prettyXml(text));
      }),
    );
  });
});

test('bytes are shown with their places and letters', () => {
  const lines = hexDump(Uint8Array.from({ length: 18 }, (_, at) => at + 0x41)).split('\n');
  expect(lines[0]).toBe('00000000  41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f 50  ABCDEFGHIJKLMNOP');
  expect(lines[1]).toMatch(/^00000010 {2}51 52 {44}QR$/);
});
