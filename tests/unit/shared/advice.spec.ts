import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { advise } from '../../../src-shared/advice.ts';
import { errorCodes, type ErrorFacts } from '../../../src-shared/errors.ts';

const document = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');

/** The table's rows: code, what is read, cause, next step, what is kept. */
function rows(): ReadonlyMap<string, readonly string[]> {
  const lines = document.split('\n').filter((line) => line.startsWith('| `'));
  return new Map(
    lines.map((line) => {
      const [code = '', ...cells] = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      return [code.replaceAll('`', ''), cells];
    }),
  );
}

describe('advise', () => {
  it.each(errorCodes)('has words and a next step for %s, even without any facts', (code) => {
    const { title, text, next } = advise({ code, facts: {} });
    expect(title).toMatch(/^[A-Z][^.!]+$/);
    for (const sentence of [text, next]) {
      expect(sentence).toMatch(/^[A-Z].*\.$/s);
      expect(sentence).not.toMatch(/!|undefined|\[object|\s{2}/);
    }
  });

  it('names the missing role of an area, or the role it was told', () => {
    expect(advise({ code: 'auth.forbidden', facts: { area: 'content' } }).text).toContain(
      'WorkspacePackagesRead',
    );
    expect(advise({ code: 'auth.forbidden', facts: { area: 'payloads' } }).next).toContain(
      'MessagePayloadsRead',
    );
    expect(advise({ code: 'auth.forbidden', facts: { area: 'content', role: 'Other' } }).text).toContain(
      'Other',
    );
    expect(advise({ code: 'auth.forbidden', facts: { area: 'messages' } }).title).toBe(
      'Messages: a role is missing',
    );
  });

  it('uses the facts it is given', () => {
    expect(advise({ code: 'tenant.rate-limited', facts: { retryAfterSeconds: 7 } }).next).toContain(
      '7 seconds',
    );
    expect(advise({ code: 'network.refused', facts: { host: 'a.example' } }).text).toContain('a.example');
    expect(advise({ code: 'settings.corrupt', facts: { file: 'x.json' } }).text).toContain('x.json');
    const aside = { file: '/home/a/connections.set-aside-2026-01-02T03-04-05.json' };
    expect(advise({ code: 'settings.corrupt', facts: aside }).next).toContain(
      'put it back as connections.json',
    );
    expect(advise({ code: 'tenant.failed', facts: { tenantText: 'Boom' } }).text).toContain('It said: Boom');
    expect(advise({ code: 'tenant.failed', facts: { tenantText: 'Boom' } }).next).toContain('the text above');
    expect(advise({ code: 'tenant.failed', facts: {} }).next).toBe(
      'Try again. If it stays, open a ticket with SAP.',
    );
    expect(advise({ code: 'tenant.rate-limited', facts: { retryAfterSeconds: 1 } }).next).toContain(
      'Wait a second,',
    );
    expect(advise({ code: 'internal', facts: { reference: 'r-1' } }).text).toContain('r-1');
  });

  it('names the way to open the gate, and does not where it is open already', () => {
    expect(advise({ code: 'gate.refused', facts: {} }).next).toContain('write-enable the connection');
    const open = advise({ code: 'gate.refused', facts: { reason: '$batch is no known write' } });
    expect(open.title).not.toContain('read-only');
    expect(open.text).toContain('$batch is no known write');
    expect(open.next).not.toContain('write-enable');
    expect(open.action).toBeUndefined();
  });

  it('makes a sentence of any facts', () => {
    const facts = fc.record<ErrorFacts>(
      {
        host: fc.domain(),
        area: fc.constantFrom('queues', 'locks'),
        retryAfterSeconds: fc.nat(),
        file: fc.string(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.constantFrom(...errorCodes), facts, (code, given) => {
        expect(JSON.stringify(advise({ code, facts: given }))).not.toMatch(/undefined|\[object/);
      }),
    );
  });
});

describe('docs/errors.md', () => {
  it('lists the codes of the program, each once and in the same order', () => {
    expect([...rows().keys()]).toEqual([...errorCodes]);
    expect(document.split('\n').filter((line) => line.startsWith('| `'))).toHaveLength(errorCodes.length);
  });

  it.each(errorCodes)('says for %s what the window says, and what is kept', (code) => {
    const [read = '', cause = '', next = '', kept = ''] = rows().get(code) ?? [];
    const advice = advise({ code, facts: {} });
    expect(read).toBe(advice.title);
    expect(next).toBe(advice.next);
    expect(cause).not.toBe('');
    expect(kept).not.toBe('');
  });
});
