import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readServiceKey } from '../../../../src-shared/connections/service-key.ts';

const oauth = {
  clientid: 'sb-1a2b!b1|it!b2',
  clientsecret: '11111111-2222-3333-4444-555555555555$abcdefghijklmnop=',
  url: 'https://acme.it-cpi001.cfapps.eu10.hana.ondemand.com',
  tokenurl: 'https://acme.authentication.eu10.hana.ondemand.com/oauth/token',
  createdate: '2026-01-01T00:00:00.000Z',
};
const fields = {
  tenantUrl: oauth.url,
  access: { kind: 'client-secret', tokenUrl: oauth.tokenurl, clientId: oauth.clientid },
  secrets: { clientSecret: oauth.clientsecret },
};

function pem(label: string): string {
  return `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`;
}

function codes(text: string): readonly string[] {
  return readServiceKey(text).findings.map(({ code }) => code);
}

describe('readServiceKey', () => {
  it.each([
    ['the whole JSON', JSON.stringify({ oauth })],
    ['the whole JSON over several lines', JSON.stringify({ oauth }, undefined, 2)],
    ['only the oauth object', JSON.stringify(oauth)],
    ['text around it', `Hello {name},\nhere is the key:\n${JSON.stringify({ oauth })}\nRegards {me}`],
    ['an oauth member without outer braces', `"oauth": ${JSON.stringify(oauth)}`],
    ['credentials around it', JSON.stringify({ credentials: { oauth } })],
    [
      'a binding of an application',
      JSON.stringify({ VCAP_SERVICES: { 'it-rt': [{ credentials: { oauth } }] } }),
    ],
    [
      'other bindings beside it',
      JSON.stringify({ xsuaa: [{ clientid: 'x' }], 'it-rt': [{ credentials: { oauth } }] }),
    ],
  ])('reads %s', (_form, text) => {
    const reading = readServiceKey(text);
    expect(reading.fields).toEqual(fields);
    expect(reading.findings).toEqual([]);
    expect(reading.suggestedName).toBe('acme');
  });

  it('completes a token URL without its path', () => {
    const text = JSON.stringify({
      oauth: { ...oauth, tokenurl: 'https://acme.authentication.eu10.hana.ondemand.com' },
    });
    expect(readServiceKey(text).fields.access).toEqual(fields.access);
  });

  it.each(['', 'a secret', '{ not json }', '["oauth"]'])('says that %j holds no JSON', (text) => {
    expect(codes(text)).toEqual(['key.not-json']);
  });

  it('refuses a text too long to be a key without reading it', () => {
    expect(codes('{'.repeat(300_000))).toEqual(['key.too-long']);
  });

  it.each([
    ['its client', { ...oauth, clientid: 'sb-1a2b!b1|it-rt-acme!b2' }],
    ['its host', { ...oauth, url: 'https://acme.it-cpi001-rt.cfapps.eu10.hana.ondemand.com' }],
  ])('recognises a key of the plan integration-flow by %s', (_by, key) => {
    expect(codes(JSON.stringify({ oauth: key }))).toEqual(['key.integration-flow']);
  });

  it.each([
    [
      'XSUAA',
      { clientid: 'x', clientsecret: 'y', url: 'https://acme.authentication.eu10.hana.ondemand.com' },
    ],
    [
      'uaa in a service',
      {
        uaa: { clientid: 'x', clientsecret: 'y', url: 'https://acme.authentication.eu10.hana.ondemand.com' },
        url: 'https://x',
      },
    ],
    ['an object without a client', { user: 'x', password: 'y' }],
  ])('recognises a key of another service: %s', (_service, key) => {
    expect(codes(JSON.stringify(key))).toEqual(['key.other-service']);
  });

  it('recognises a key of API Management', () => {
    const key = {
      url: 'https://eu10apiportal.cfapps.eu10.hana.ondemand.com',
      tokenUrl: 'https://acme.authentication.eu10.hana.ondemand.com/oauth/token',
      clientId: 'sb-apiaccess',
      clientSecret: 'x',
    };
    expect(codes(JSON.stringify(key))).toEqual(['key.api-management']);
  });

  it('hands on a key of the plan integration-flow as a second key, and never as the first', () => {
    const key = { ...oauth, clientid: 'sb-1a2b!b1|it-rt-acme!b2' };
    const { fields: found } = readServiceKey(JSON.stringify({ oauth: key }));
    expect(found.access).toBeUndefined();
    expect(found.flowKey).toEqual({ url: oauth.url, tokenUrl: oauth.tokenurl, clientId: key.clientid });
    expect(found.secrets).toEqual({ flowSecret: oauth.clientsecret });
  });

  it('recognises a certificate key, with line ends written as in JSON', () => {
    const key = {
      ...oauth,
      clientsecret: undefined,
      certificate: pem('CERTIFICATE'),
      key: pem('PRIVATE KEY'),
    };
    const reading = readServiceKey(JSON.stringify({ oauth: key }).replaceAll('\\n', '\\\\n'));
    expect(reading.findings).toEqual([]);
    expect(reading.fields.access).toEqual({
      kind: 'certificate',
      tokenUrl: oauth.tokenurl,
      clientId: oauth.clientid,
      certificate: pem('CERTIFICATE'),
    });
    expect(reading.fields.secrets).toEqual({ key: pem('PRIVATE KEY') });
  });

  it('keeps the certurl of a certificate key', () => {
    const certurl = 'https://acme.authentication.cert.eu10.hana.ondemand.com';
    const key = { ...oauth, clientsecret: undefined, certificate: pem('CERTIFICATE'), key: 'x', certurl };
    expect(readServiceKey(JSON.stringify(key)).fields.access).toMatchObject({ certUrl: certurl });
  });

  it('recognises an external certificate, whose private key is not in the service key', () => {
    const key = { ...oauth, clientsecret: undefined, certificate: pem('CERTIFICATE') };
    const reading = readServiceKey(JSON.stringify({ oauth: key }));
    expect(reading.findings).toEqual([]);
    expect(reading.fields.access).toMatchObject({ kind: 'external-certificate', keyForm: 'pem' });
    expect(reading.fields.secrets).toEqual({});
  });

  it('recognises the OAuth client of a Neo tenant by its token server', () => {
    const tokenurl = 'https://oauthasservices-acme.hana.ondemand.com/oauth2/api/v1/token';
    const key = { ...oauth, url: 'https://p0349-tmn.hci.eu1.hana.ondemand.com', tokenurl };
    expect(readServiceKey(JSON.stringify(key)).fields.access).toMatchObject({
      kind: 'neo-oauth',
      tokenUrl: tokenurl,
    });
  });

  it.each([
    'p0349-tmn.hci.eu1.hana.ondemand.com',
    'https://p0349-tmn.hci.eu1.hana.ondemand.com/itspaces/shell/x',
  ])('recognises the address of a Neo tenant: %s', (text) => {
    expect(readServiceKey(text)).toEqual({
      fields: {
        tenantUrl: 'https://p0349-tmn.hci.eu1.hana.ondemand.com',
        access: { kind: 'neo-basic', user: '' },
        secrets: {},
      },
      suggestedName: 'p0349',
      findings: [],
    });
  });

  it('takes a file with a certificate and its private key apart', () => {
    const { fields: found } = readServiceKey(
      `Bag Attributes\n${pem('CERTIFICATE')}\n${pem('RSA PRIVATE KEY')}`,
    );
    expect(found.access).toMatchObject({ kind: 'external-certificate', certificate: pem('CERTIFICATE') });
    expect(found.secrets).toEqual({ key: pem('RSA PRIVATE KEY') });
  });

  it('says which field a key lacks', () => {
    const reading = readServiceKey(JSON.stringify({ oauth: { url: oauth.url } }));
    expect(reading.findings.map(({ field, code }) => [field, code])).toEqual([
      ['clientId', 'field.required'],
      ['clientSecret', 'field.required'],
      ['tokenUrl', 'field.required'],
    ]);
  });

  it('does not read members from the prototype of an object', () => {
    expect(codes('{"oauth":{"__proto__":{"clientid":"x"}}}')).toContain('field.required');
  });

  it('never throws and never quotes a secret in a finding', () => {
    const part = fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom(...Object.values(oauth)), fc.integer());
    const key = fc.record(
      {
        clientid: part,
        clientsecret: fc.string({ minLength: 8 }),
        url: part,
        tokenurl: part,
        certificate: part,
      },
      { requiredKeys: [] },
    );
    const wrapped = fc.oneof(
      key,
      key.map((value) => ({ oauth: value })),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(wrapped, fc.string(), fc.string(), (value, before, after) => {
        const reading = readServiceKey(before + JSON.stringify(value) + after);
        const secret = reading.fields.secrets.clientSecret;
        if (secret !== undefined && secret.trim().length >= 8) {
          expect(JSON.stringify(reading.findings.map(({ text, remedy }) => text + remedy))).not.toContain(
            secret,
          );
        }
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => readServiceKey(text).findings.length > 0));
  });
});
