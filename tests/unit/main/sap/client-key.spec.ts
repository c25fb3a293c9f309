import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { endOf, firstCertificate, openKey, validity } from '../../../../src-main/sap/client-key.ts';
import { certificateAccess, client, clientId, open, secure, server, trusting } from './access-world.ts';
import { failureOf } from './failure-of.ts';

/** Made once with openssl for a hundred years: passphrase `geheim`, name `client`. */
const folder = new URL('./keys/', import.meta.url);
const file = (name: string) => readFileSync(new URL(name, folder));
const pkcs12 = file('client.p12').toString('base64');
const certificate = file('client.cert.pem').toString();
const oldForm = file('client.encrypted-key.pem').toString();

describe('openKey', () => {
  it('reads PKCS#12 with its passphrase and takes the certificate from it', () => {
    const opened = openKey({ keyForm: 'pkcs12', certificate: '', key: pkcs12, passphrase: 'geheim' });
    expect(firstCertificate(opened.certificate).fingerprint256).toBe(
      firstCertificate(certificate).fingerprint256,
    );
  });

  it.each(['falsch', undefined])('says that the passphrase of PKCS#12 is wrong: %s', async (passphrase) => {
    const open12 = () => openKey({ keyForm: 'pkcs12', certificate: '', key: pkcs12, passphrase });
    const failure = await failureOf(open12, 'auth.passphrase-wrong');
    expect(failure.facts).toEqual({ field: 'passphrase' });
  });

  it('refuses a PKCS#12 file with another certificate than that of the service key', async () => {
    const material = {
      keyForm: 'pkcs12',
      certificate: client.certificate,
      key: pkcs12,
      passphrase: 'geheim',
    } as const;
    await failureOf(() => openKey(material), 'auth.key-unusable');
  });

  it('opens the older form of encrypted PEM', () => {
    const opened = openKey({ keyForm: 'pem', certificate, key: oldForm, passphrase: 'geheim' });
    expect(opened.clientKey).toMatchObject({ key: expect.stringContaining('BEGIN PRIVATE KEY') as string });
  });

  it.each([
    ['of the older form with a wrong passphrase', oldForm, 'falsch', 'auth.passphrase-wrong'],
    ['of the older form without one', oldForm, undefined, 'auth.passphrase-wrong'],
    ['that is none', 'hello', undefined, 'auth.key-unusable'],
    ['of somebody else', server.key, undefined, 'auth.key-unusable'],
  ] as const)('refuses a key %s', async (_what, key, passphrase, code) => {
    await failureOf(() => openKey({ keyForm: 'pem', certificate, key, passphrase }), code);
  });

  it('refuses what is no PKCS#12 file', async () => {
    const key = Buffer.from('hello').toString('base64');
    await failureOf(
      () => openKey({ keyForm: 'pkcs12', certificate: '', key, passphrase: 'x' }),
      'auth.key-unusable',
    );
  });

  it('reads from when until when a certificate is valid', () => {
    const { validFrom, validTo } = validity(firstCertificate(client.certificate));
    expect(validTo - validFrom).toBe(366 * 86_400_000);
    expect(endOf(client.certificate)).toBe(validTo);
  });

  it.each(['', 'no certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])(
    'knows no end of %j',
    (text) => {
      expect(endOf(text)).toBeUndefined();
    },
  );
});

describe('an external certificate', () => {
  it('as PKCS#12 gets a token', async () => {
    const tenant = await secure({
      clientAuthority: certificate,
      accepted: { certificate: { id: clientId, name: 'client' } },
    });
    const pem = certificateAccess({ tokenUrl: tenant.url, certUrl: tenant.url, certificate });
    const access = { ...pem, kind: 'external-certificate', keyForm: 'pkcs12' } as const;
    const opened = open(
      { tenantUrl: tenant.url, access, trust: trusting },
      { key: pkcs12, passphrase: 'geheim' },
    );
    await opened.read();
    expect(tenant.seen[0]?.certificateName).toBe('client');
  });
});
