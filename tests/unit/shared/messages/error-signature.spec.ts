import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { errorFamilies, type Part } from '../../../../src-demo-tenant/messages/error-families.ts';
import { errorSignature } from '../../../../src-shared/messages/error-signature.ts';
import { type Labelled, scoreOf } from './labelled-score.ts';

const labels = join(import.meta.dirname, '../../../labels/error-texts');
const half = (name: string): readonly Labelled[] =>
  JSON.parse(readFileSync(join(labels, `${name}.json`), 'utf8')) as readonly Labelled[];
const families = Object.entries(
  JSON.parse(readFileSync(join(import.meta.dirname, 'error-families.json'), 'utf8')) as Record<
    string,
    readonly string[]
  >,
);
const idOf = (text: string): string => errorSignature(text).id;

describe('labelled error texts', () => {
  it('half one: the texts land with their cause', () => {
    const score = scoreOf(half('half-one'), idOf);
    expect(score.texts).toBe(288);
    expect(score.share).toBeGreaterThanOrEqual(0.97);
    expect(score.mixedShare).toBeLessThanOrEqual(0.03);
    expect(score.groupsPerCause).toBeLessThanOrEqual(1.1);
  });

  it('half two, with which nothing was made: the texts land with their cause', () => {
    const score = scoreOf(half('half-two'), idOf);
    expect(score.texts).toBe(288);
    expect(score.share).toBeGreaterThanOrEqual(0.97);
    expect(score.mixedShare).toBeLessThanOrEqual(0.05);
    expect(score.groupsPerCause).toBeLessThanOrEqual(1.1);
  });
});

describe('wordings of one cause and of others', () => {
  it.each(families)('%s is one group', (_, texts) => {
    expect(new Set(texts.map(idOf)).size).toBe(1);
  });

  it('keeps the causes apart', () => {
    const owners = new Map<string, string>();
    for (const [name, texts] of families) {
      const id = idOf(texts[0] ?? '');
      expect(`${name}: ${owners.get(id) ?? 'alone'}`).toBe(`${name}: alone`);
      owners.set(id, name);
    }
  });

  it('shows the failures of the demo tenant as its families', () => {
    const ids = errorFamilies.map(({ fill }) => {
      const several = [0, 1, 2, 3].map((turn) => idOf(fill((part) => demoPart(part, turn))));
      expect(new Set(several).size).toBe(1);
      return several[0];
    });
    expect(new Set(ids).size).toBe(errorFamilies.length);
  });
});

describe('what varies does not count', () => {
  const digits = fc.integer({ min: 1, max: 9_999_999_999 }).map(String);
  const guid = fc.uuid();
  const host = fc.constantFrom(
    'a.example',
    'erp-prod.intra.example.org',
    'my300471-api.s4hana.ondemand.com',
    '10.1.2.3',
  );
  const port = fc.integer({ min: 1, max: 65_535 });
  const mpl = fc
    .string({ unit: fc.constantFrom('A', 'B', 'd', 'e', '0', '7', '_', '-'), minLength: 26, maxLength: 26 })
    .map((tail) => `AG${tail}`);
  const time = fc
    .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
    .map((date) => date.toISOString());

  it.each<[string, (v: Values) => string]>([
    [
      'ids and numbers of a business message',
      ({ a, b }) => `org.apache.cxf.binding.soap.SoapFault: Order ${a} is locked by user U${b}`,
    ],
    [
      'the address of a call',
      ({ host: h, port: p, a, id }) =>
        `com.sap.it.rt.adapter.http.api.exception.HttpResponseException: An internal server error occurred: HTTP operation failed invoking https://${h}:${p}/v1/orders/${a}?id=${id} with statusCode: 404`,
    ],
    [
      'times and trailing ids',
      ({ at, id }) =>
        `java.lang.IllegalStateException: The replication is not configured for this receiver [${at}] correlation ${id}`,
    ],
    [
      'the message id',
      ({ mpl: m, a }) =>
        `Plant ${a} does not exist for material ${a}\nThe MPL ID for the failed message is : ${m}`,
    ],
    [
      'quoted payload',
      ({ id, a }) => `com.example.PartnerException: The partner has no agreement for '${id}' and "${a}"`,
    ],
    [
      'line numbers of stack frames',
      ({ a }) =>
        `java.lang.IllegalStateException: No agreement was found\n\tat com.sap.it.Flow.process(Flow.java:${a})\n\t... ${a} more`,
    ],
  ])('%s', (_, text) => {
    const values = fc.record({ a: digits, b: digits, id: guid, host, port, mpl, at: time });
    fc.assert(
      fc.property(values, values, (one, two) => idOf(text(one)) === idOf(text(two))),
      { numRuns: 60 },
    );
  });

  it('but the HTTP code does', () => {
    const codes = ['400', '401', '403', '404', '409', '422', '429', '500', '502', '503', '504'];
    const text = (code: string): string =>
      `HTTP operation failed invoking https://a.example/x with statusCode: ${code}`;
    expect(new Set(codes.map((code) => idOf(text(code)))).size).toBe(codes.length);
  });

  it('nor does what else is there: the signature is a function of the text', () => {
    const texts = half('half-one').map(({ text }) => text);
    const alone = new Map(texts.map((text) => [text, idOf(text)]));
    for (const text of texts.toReversed()) expect(idOf(text)).toBe(alone.get(text));
  });

  it('answers for any text, quickly and with something to read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2_000 }), (text) => {
        const { id, title } = errorSignature(text);
        return /^[0-9a-f]{16}$/.test(id) && title.length > 0 && title.length <= 400;
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['quotes that never close', 'a "b '.repeat(2_000)],
    ['nested brackets', '[{('.repeat(3_000)],
    ['one long word', 'x'.repeat(1_000_000)],
    ['paths without end', '/a'.repeat(5_000)],
    ['words without end', 'cannot find the credential of message size '.repeat(500)],
    ['dots', 'a.'.repeat(5_000)],
  ])('is not slow for %s', (_, text) => {
    const started = performance.now();
    errorSignature(text);
    expect(performance.now() - started).toBeLessThan(400);
  });

  it.each([
    ['blanks', ' '],
    ['empty lines', '\n'],
    ['lines of blanks', ' \n'],
    ['lines of tabs', '\t\t\n'],
  ])('takes no longer for %s than for words', (_, piece) => {
    const filled = (text: string): string => `Error in class ${text.repeat(6_000 / text.length)}`;
    expect(fastest(filled(piece))).toBeLessThan(2 * fastest(filled('cannot find ')));
  });
});

/** ms, of five. */
function fastest(text: string): number {
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    errorSignature(text);
    return performance.now() - started;
  });
  return Math.min(...times);
}

interface Values {
  readonly a: string;
  readonly b: string;
  readonly id: string;
  readonly host: string;
  readonly port: number;
  readonly mpl: string;
  readonly at: string;
}

function demoPart(part: Part, turn: number): string {
  const of: Readonly<Record<Part, readonly string[]>> = {
    order: ['4500012345', '4711', '90000001', '12'],
    number: ['7', '1010', '42', '3000'],
    host: ['a.example', 'erp.intra.example', 'b.example:8443', 'c.example'],
    path: ['/orders', '/v1/stock/7', '/sap/bc/idoc', '/x'],
    field: ['Plant', 'DeliveryDate', 'Currency', 'NetAmount'],
    file: ['orders_20261101', 'stock', 'INVOIC-77', 'a b'],
    duration: ['10000', '60000', '5', '300000'],
    correlation: [
      'AGabcdefghijklmnopqrstuvwxyz',
      'AGABCDEFGHIJKLMNOPQRSTUVWXYZ',
      'AG0123456789abcdefghijklmnop',
      'AG_-_-_-abcdefghijklmnopqrst',
    ],
    alias: ['S4_PROD', 'partner', 'bank-key', 'WMS'],
  };
  return of[part][turn] ?? '';
}
