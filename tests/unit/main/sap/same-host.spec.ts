import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ownAddress } from '../../../../src-main/sap/same-host.ts';
import { AppError } from '../../../../src-shared/errors.ts';

const origin = 'https://acme.example.org';
const page = '/api/v1/MessageProcessingLogs?$skiptoken=1000';

function codeOf(action: () => unknown): string {
  try {
    action();
    return 'passed';
  } catch (fault) {
    return fault instanceof AppError ? fault.code : 'another fault';
  }
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
        try {
          expect(ownAddress(link, origin).origin).toBe(origin);
        } catch (fault) {
          expect(fault).toBeInstanceOf(AppError);
        }
      }),
    );
  });
});
