import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { boundaryOf, partName, readMultipart } from '../../../../../src-main/payloads/reader/multipart.ts';
import { searchPayload } from '../../../../../src-main/payloads/reader/search-payload.ts';
import { takeApart } from '../../../../../src-main/payloads/reader/take-apart.ts';

const message = [
  'preamble that nobody reads',
  '--frontier',
  'Content-Type: text/xml; charset=iso-8859-1',
  'Content-Disposition: attachment;',
  ' filename="order 1.xml"',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '<a>Gr=FC=DFe und so weit=',
  'er</a>',
  '--frontier',
  'Content-ID: <invoice@demo>',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('%PDF-1.4').toString('base64'),
  '--frontier',
  '',
  'no headers, and --frontier in the middle of a line',
  '--frontier--',
  'epilogue',
].join('\r\n');

describe('a multipart message', () => {
  it('is taken apart with names, encodings and character sets', async () => {
    const { parts, read } = await takeApart(
      Buffer.from(message),
      'multipart',
      'multipart/mixed; boundary=frontier',
    );
    expect(parts.map(({ name, contentType }) => [name, contentType])).toEqual([
      ['order 1.xml', 'text/xml; charset=iso-8859-1'],
      ['invoice@demo', ''],
      ['Part 3', ''],
    ]);
    expect((await read('0')).toString('latin1')).toBe('<a>Grüße und so weiter</a>');
    expect((await read('1')).toString()).toBe('%PDF-1.4');
    expect((await read('2')).toString()).toBe('no headers, and --frontier in the middle of a line');
    await expect(read('3')).rejects.toMatchObject({ code: 'unreadable' });
  });

  it('gives what it has where its end is missing', () => {
    const cut = Buffer.from('--b\r\nContent-Type: text/plain\r\n\r\nhalf a sen');
    expect(readMultipart(cut, 'b').map(({ content }) => content.toString())).toEqual(['half a sen']);
  });

  const bytes = fc.uint8Array({ maxLength: 200 }).map((content) => Buffer.from(content));
  it('gives every content back that does not hold its boundary', () => {
    fc.assert(
      fc.property(
        fc.array(bytes, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('base64', 'binary'),
        (contents, encoding) => {
          const written = Buffer.concat([
            ...contents.flatMap((content, index) => [
              Buffer.from(
                `--=_b9 x\r\nContent-Disposition: form-data; name=p${index}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`,
              ),
              encoding === 'base64' ? Buffer.from(content.toString('base64')) : content,
              Buffer.from('\r\n'),
            ]),
            Buffer.from('--=_b9 x--\r\n'),
          ]);
          const boundary = boundaryOf(
            written.toString('latin1', 0, 200),
            'multipart/form-data; boundary="=_b9 x"',
          );
          const parts = readMultipart(written, boundary ?? '');
          expect(parts.map(({ content }) => content.toString('hex'))).toEqual(
            contents.map((content) => content.toString('hex')),
          );
          expect(parts.map((part, index) => partName(part, index))).toEqual(
            contents.map((_content, index) => `p${index}`),
          );
        },
      ),
    );
  });

  it('never throws, whatever stands between boundaries', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('--b', '--b--', '\r\n', '\n', 'A: b', ' ', '\r\n\r\n', 'x'), {
          maxLength: 30,
        }),
        (pieces) => {
          const parts = readMultipart(Buffer.from(pieces.join('')), 'b');
          expect(parts.length).toBeLessThanOrEqual(pieces.length);
        },
      ),
    );
  });
});

describe('packed payloads', () => {
  const zip = zipSync({
    'orders/1.xml': Buffer.from('<Order number="4711"/>'),
    'a.txt': Buffer.from('nothing'),
  });

  it('are unpacked part by part', async () => {
    const { parts, read } = await takeApart(Buffer.from(zip), 'zip', '');
    expect(parts.map(({ path, bytes }) => [path, bytes])).toEqual([
      ['orders/1.xml', 22],
      ['a.txt', 7],
    ]);
    expect((await read('orders/1.xml')).toString()).toContain('4711');
    const packed = await takeApart(gzipSync('hello'), 'gzip', '');
    expect((await packed.read(packed.parts[0]?.path ?? '')).toString()).toBe('hello');
  });

  it('are searched, and what stands deeper than three is said not to be', async () => {
    const needle = { kind: 'text', text: '4711', matchCase: true } as const;
    const found = await searchPayload(gzipSync(zip), '', needle);
    expect(found.count).toBe(1);
    expect(found.places[0]?.part).toBe('Unpacked content › orders/1.xml');
    const deep = gzipSync(gzipSync(gzipSync(gzipSync('4711'))));
    expect(await searchPayload(deep, '', needle)).toMatchObject({
      count: 0,
      notSearched: 'Packed more than 3 times',
    });
    const damaged = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(50)]);
    expect((await searchPayload(damaged, '', needle)).notSearched).toMatch(/zip/);
  });
});
