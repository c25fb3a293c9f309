import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ownAddress } from '../../../../src-main/sap/same-host.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { failureOf } from './failure-of.ts';

const origin = 'https://acme.it-cpi001.cfapps.eu10.hana.ondemand.com';
const host = 'acme.it-cpi001.cfapps.eu10.hana.ondemand.com';
const tail = '/api/v1/MessageProcessingLogs?$skiptoken=1000';

describe('ownAddress keeps on the own origin', () => {
  it.each([
    `https://${host}${tail}`,
    `https://${host}:443${tail}`,
    `https://${host}:443:443${tail}`,
    `https://${host.toUpperCase()}${tail}`,
    tail,
    'MessageProcessingLogs?$skiptoken=1000',
    `//${host}${tail}`,
  ])('%s', (link) => {
    expect(ownAddress(link, origin).href).toBe(origin + tail);
  });

  it('a tenant behind another port, which names its own or 443', () => {
    const local = 'http://127.0.0.1:8123';
    for (const port of ['', ':443', ':443:443', ':8123'])
      expect(ownAddress(`http://127.0.0.1${port}${tail}`, local).href).toBe(local + tail);
  });

  it('an encoded filter, as it was written', () => {
    const link = `https://${host}/api/v1/X?$filter=Name%20eq%20%27a%26b%27&$skiptoken=7`;
    expect(ownAddress(link, origin).href).toBe(link);
  });

  it('a login in a link never goes out', () => {
    expect(ownAddress(`https://user:pass@${host}${tail}`, origin).href).toBe(origin + tail);
  });
});

describe('ownAddress refuses', () => {
  it.each([
    `https://evil.example${tail}`,
    `https://${host}.evil.example${tail}`,
    `https://${host}@evil.example${tail}`,
    `https://${host}:443@evil.example${tail}`,
    `https://${host}:443:443@evil.example${tail}`,
    `https://evil.example#@${host}${tail}`,
    `https://evil.example\\@${host}${tail}`,
    `https:\\\\evil.example${tail}`,
    `//evil.example${tail}`,
    `\\\\evil.example${tail}`,
    `/\\evil.example${tail}`,
    `https://evil${host}${tail}`,
    `https://${host}.${tail}`,
    `http://${host}${tail}`,
    `http://${host}:443${tail}`,
    `ftp://${host}${tail}`,
    `file:///etc/passwd`,
    `javascript:alert(1)`,
    `data:text/plain,x`,
    `https://${host}:8443${tail}`,
    `https://${host}:443:8443${tail}`,
    `https://${host}:99999${tail}`,
    'https://',
    'https://[::1',
  ])('%s', async (link) => {
    await failureOf(() => ownAddress(link, origin), 'network.foreign-host');
  });

  it('or answers with the own origin, whatever the link is', () => {
    const pieces = fc.constantFrom(
      'https:',
      'http:',
      '//',
      '/',
      '\\',
      '@',
      ':443',
      ':',
      host,
      'evil.example',
      '..',
      '#',
      '?',
      '\t',
      '\n',
      ' ',
      '%2f',
      '.',
    );
    const links = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.array(pieces, { maxLength: 8 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(links, (link) => {
        try {
          const url = ownAddress(link, origin);
          expect(url.origin).toBe(origin);
          expect(url.username + url.password).toBe('');
          expect(new URL(url.href).origin).toBe(origin);
        } catch (fault) {
          expect(fault).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('a path of two slashes as another host', () => {
    expect(ownAddress(`https://${host}//evil.example/x`, origin).host).toBe(host);
  });
});
