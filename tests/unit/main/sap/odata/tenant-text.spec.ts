import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { tenantText } from '../../../../../src-main/sap/odata/tenant-text.ts';

describe('tenantText', () => {
  it.each([
    ['{"error":{"code":"Not Found","message":{"lang":"en","value":"No entity."}}}', 'No entity.'],
    ['{"error":{"code":"Forbidden","message":{"lang":"en","value":null}}}', undefined],
    ['{"error":"unauthorized","error_description":"Bad credentials"}', 'Bad credentials'],
    ['{"error":"unauthorized"}', 'unauthorized'],
    ['{"message":"plain"}', 'plain'],
    ['{"error":{"message":"text"}}', 'text'],
    ['{"error":null}', undefined],
    ['{"error":{"mess', undefined],
    [
      '<error><code>Not Found</code><message xml:lang="en">Not &lt;there&gt; &amp; gone</message></error>',
      'Not & gone',
    ],
    ['<html><head><title>502 Bad Gateway</title></head><body>x</body></html>', '502 Bad Gateway'],
    ['<p>one</p>\n<p>two</p>', 'one two'],
    ['<script>alert(1)</script><p>text</p>', 'text'],
    ['<script>alert(1)', undefined],
    [
      "404 Not Found: Requested route ('x.example') does not exist.",
      "404 Not Found: Requested route ('x.example') does not exist.",
    ],
    ['', undefined],
    [' \n', undefined],
  ])('%j', (body, said) => {
    expect(tenantText(body)).toBe(said);
  });

  it('shortens', () => {
    const said = tenantText('x'.repeat(10_000)) ?? '';
    expect(said).toHaveLength(301);
    expect(said.endsWith('…')).toBe(true);
  });

  it('answers one short line without markup for anything', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '&lt;',
      '&gt;',
      '&amp;',
      'script',
      '/',
      ' ',
      '\n',
      '<b>',
      '{',
      '"',
      'a',
    );
    const bodies = fc.oneof(
      fc.string(),
      fc.json(),
      fc.array(pieces).map((all) => `<${all.join('')}`),
    );
    fc.assert(
      fc.property(bodies, (body) => {
        const said = tenantText(body);
        if (said === undefined) return;
        expect(said.length).toBeGreaterThan(0);
        expect(said.length).toBeLessThanOrEqual(301);
        expect(said).not.toMatch(/[\n\r\t]|<[a-z/!?][^<>]*>/i);
      }),
      { numRuns: 500 },
    );
  });

  it('stays fast for hostile bodies', () => {
    for (const piece of ['<', '<message ', '<title><', '<script', '&lt;', '<!--']) {
      const before = performance.now();
      tenantText(`<${piece.repeat(200_000)}`);
      expect(performance.now() - before, piece).toBeLessThan(2_000);
    }
  });
});
