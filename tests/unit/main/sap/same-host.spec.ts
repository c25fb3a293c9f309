import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ownAddress } from '../../../../src-main/sap/same-host.ts';
import { AppError } from '../../../../src-shared/errors.ts';

const origin = 'https://acme.example.org';
const page = '/api/v1/MessageProcessingLogs?$skiptoken=1000';

/** What the action answers, or the fault it ends with. */
function outcomeOf(action: () => unknown): unknown {
  try {
    return action();
  } catch (fault) {
    return fault;
  }
}

function codeOf(action: () => unknown): string {
  const outcome = outcomeOf(action);
  if (outcome instanceof AppError) return outcome.code;
  return outcome instanceof Error ? 'another fault' : 'passed';
}

describe('a link of an answer', () => {
  it.each([
    `https://acme.example.org${page}`,
    `https://acme.example.org:443${page}`,
    `https://acme.example.org:443:443${page}`,
    `https://ACME.example.org:443${page}`,
    page,
    'MessageProcessingLogs?$skiptoken=1000',
  ])('is taken as an address on the own origin: %s', (link) => {
    expect(ownAddress(link, origin).href).toBe(`${origin}${page}`);
  });

  it('keeps the own port where the tenant names 443 or none', () => {
    expect(ownAddress(`http://127.0.0.1:443${page}`, 'http://127.0.0.1:5050').href).toBe(
      `http://127.0.0.1:5050${page}`,
    );
  });

  it.each([
    `https://evil.example.org${page}`,
    `https://acme.example.org.evil.org${page}`,
    `https://acme.example.org@evil.org${page}`,
    `https://acme.example.org:443@evil.org${page}`,
    `https://acme.example.org:8443${page}`,
    `http://acme.example.org${page}`,
    `//evil.org${page}`,
    `\\\\evil.org${page}`,
    `https:\\\\evil.org${page}`,
    'javascript:alert(1)',
    'https://',
  ])('of another host is refused: %s', (link) => {
    expect(codeOf(() => ownAddress(link, origin))).toBe('network.foreign-host');
  });

  it.each([
    `https://acme.example.org//evil.org${page}`,
    `/.//evil.org${page}`,
    `https://acme.example.org/\\evil.org`,
  ])('never leaves the host by a path that looks like one: %s', (link) => {
    expect(ownAddress(link, origin).host).toBe('acme.example.org');
  });

  it('leads to the own origin or nowhere, whatever it is', () => {
    const links = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.tuple(fc.constantFrom('https:', '', '/', '//', '\\'), fc.webPath()).map((parts) => parts.join('/')),
      fc.webPath().map((path) => `${origin}/${path}`),
    );
    fc.assert(
      fc.property(links, (link) => {
        const led = outcomeOf(() => ownAddress(link, origin).origin);
        expect(led instanceof AppError || led === origin).toBe(true);
      }),
    );
  });
});
