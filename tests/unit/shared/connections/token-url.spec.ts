import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { otherLabel, readTokenUrl } from '../../../../src-shared/connections/token-url.ts';

const server = 'https://acme.authentication.eu10.hana.ondemand.com';

describe('readTokenUrl', () => {
  it.each([
    server,
    `${server}/`,
    `${server}/oauth`,
    `${server}/oauth/`,
    `${server}/oauth/token`,
    `${server}/oauth/token?grant_type=client_credentials`,
    'acme.authentication.eu10.hana.ondemand.com',
  ])('completes %s', (text) => {
    expect(readTokenUrl(text)).toEqual({ url: `${server}/oauth/token`, findings: [] });
  });

  it('leaves the token URL of a Neo account as it is', () => {
    const neo = 'https://oauthasservices-a1b2.eu1.hana.ondemand.com/oauth2/api/v1/token';
    expect(readTokenUrl(neo)).toEqual({ url: neo, findings: [] });
  });

  it.each([
    ['', 'field.required'],
    ['http://acme.authentication.eu10.hana.ondemand.com', 'token-url.not-encrypted'],
    ['https://a:b@acme.example', 'token-url.invalid'],
    ['no address', 'token-url.invalid'],
  ])('refuses %j: %s', (text, code) => {
    expect(readTokenUrl(text).findings[0]).toMatchObject({ field: 'tokenUrl', severity: 'error', code });
  });

  it('only hints at a host that does not look like a token server', () => {
    expect(readTokenUrl('https://login.acme.example').findings).toMatchObject([
      { severity: 'hint', code: 'token-url.unknown-shape' },
    ]);
  });

  it('never throws and completes its own answer to itself', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => {
        const { url } = readTokenUrl(text);
        if (url !== undefined) expect(readTokenUrl(url).url).toBe(url);
      }),
    );
  });
});

describe('otherLabel', () => {
  const tenant = 'https://acme.it-cpi001.cfapps.eu10.hana.ondemand.com';

  it('says nothing when both begin with the same subdomain', () => {
    expect(otherLabel(tenant, server)).toBeUndefined();
  });

  it('hints when they begin with different ones', () => {
    expect(otherLabel(tenant, server.replace('acme', 'other'))).toMatchObject({ severity: 'hint' });
  });

  it('says nothing about hosts whose subdomain means something else', () => {
    expect(otherLabel('https://p1-tmn.hci.eu1.hana.ondemand.com', server)).toBeUndefined();
    expect(otherLabel('http://127.0.0.1:1', 'http://localhost:1')).toBeUndefined();
  });
});
