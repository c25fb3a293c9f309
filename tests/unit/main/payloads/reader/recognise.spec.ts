import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { asUtf8, charsetOf } from '../../../../../src-main/payloads/reader/charset.ts';
import { HeldPayload } from '../../../../../src-main/payloads/reader/held-payload.ts';

const isa =
  'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261127*0304*U*00401*000000001*0*P*>~';

function kindOf(content: string | Uint8Array, contentType = ''): string {
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
  return new HeldPayload(bytes, contentType).recognise().kind;
}

describe('the kind of a payload', () => {
  it.each([
    ['xml', '<?xml version="1.0"?><Order/>'],
    ['xml', '\ufeff  <ns:Order xmlns:ns="urn:x"/>'],
    ['text', '<!DOCTYPE html><html></html>'],
    ['text', '< 5 pieces are left'],
    ['idoc-xml', '<ORDERS05><IDOC BEGIN="1"><EDI_DC40 SEGMENT="1"/></IDOC></ORDERS05>'],
    ['idoc-flat', `EDI_DC40  400000000000000000175${' '.repeat(500)}\nE1EDK01`],
    ['json', '{"order": 1}'],
    ['json', '[ ]'],
    ['text', '[INFO] started\n[INFO] ended'],
    ['csv', 'number;name\n1;"a;b"\n2;c\n'],
    ['csv', 'a\tb\n1\t2\n'],
    ['csv', 'number;name;text\n1;"a;b";"one\ntwo"\n2;"say ""c""";"\nthree\n\n"\n3;d;e\n'],
    ['text', 'He said "yes\nand no\nand perhaps\n'],
    ['text', 'Dear customer,\nwe have your order.\n'],
    ['edifact', "UNA:+.? 'UNB+UNOC:3+S+R+261127:0304+1'"],
    ['edifact', "UNB+UNOA:2+S+R+261127:0304+1'"],
    ['x12', isa],
    ['multipart', '--b1\r\nContent-Type: text/plain\r\n\r\nhi\r\n--b1--\r\n'],
    [
      'multipart',
      'MIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n boundary="x y"\r\n\r\n--x y\r\n\r\na\r\n--x y--',
    ],
    ['text', ''],
  ])('is %s', (kind, content) => {
    expect(kindOf(content)).toBe(kind);
  });

  it('is told from bytes, whatever the content type says', () => {
    expect(kindOf(zipSync({ 'a.xml': Buffer.from('<a/>') }), 'application/xml')).toBe('zip');
    expect(kindOf(gzipSync('hello'), 'text/plain')).toBe('gzip');
    expect(
      kindOf(
        Uint8Array.from({ length: 600 }, (_, at) => at % 256),
        'text/xml',
      ),
    ).toBe('binary');
    expect(kindOf(Buffer.from('<a>ü</a>', 'utf16le'))).toBe('xml');
  });
});

describe('the character set of a payload', () => {
  const latin = Buffer.from('<a>Grüße</a>', 'latin1');

  it.each([
    ['a byte order mark', Buffer.from('\ufeffGrüße', 'utf16le'), '', 'utf-16le', 'mark'],
    [
      'the declaration',
      Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>Grüße</a>', 'latin1'),
      'text/xml; charset=utf-8',
      'windows-1252',
      'declared',
    ],
    ['the content type', latin, 'text/xml; charset="iso-8859-1"', 'windows-1252', 'header'],
    ['its bytes: UTF-8', Buffer.from('Grüße'), 'text/plain', 'utf-8', 'recognised'],
    ['its bytes: no UTF-8', latin, 'text/plain', 'windows-1252', 'recognised'],
    ['its bytes: UTF-16', Buffer.from('order;1234', 'utf16le'), '', 'utf-16le', 'recognised'],
    ['the syntax of EDIFACT', Buffer.from("UNB+UNOD:3+ß'", 'latin1'), '', 'iso-8859-2', 'declared'],
    [
      'nothing that is true',
      Buffer.from('<?xml encoding="klingon"?>'),
      'a; charset=none',
      'utf-8',
      'recognised',
    ],
  ])('is known from %s', (_from, bytes, contentType, charset, from) => {
    expect(charsetOf(bytes, contentType)).toEqual({ charset, from });
  });

  it('is decoded whole, also across the pieces of a large text', () => {
    const text = 'ä€𝄞'.repeat(700_000);
    const { utf8, hasStrangeBytes } = asUtf8(Buffer.from(text, 'utf16le'), 'utf-16le');
    expect(utf8.toString() === text).toBe(true);
    expect(hasStrangeBytes).toBe(false);
    expect(asUtf8(Buffer.from([0x61, 0xff]), 'utf-8')).toMatchObject({ hasStrangeBytes: true });
  });

  it('loses no character of any text in UTF-8 or UTF-16', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(asUtf8(Buffer.from(text, 'utf16le'), 'utf-16le').utf8.toString()).toBe(
          text.replace(/^\ufeff/, ''),
        );
        expect(asUtf8(Buffer.from(text), 'utf-8').utf8.toString()).toBe(text.replace(/^\ufeff/, ''));
      }),
    );
  });
});
