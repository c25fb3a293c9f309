import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readTenantHost } from '../../../../src-shared/connections/host-forms.ts';

const host = 'acme.it-cpi001.cfapps.eu10-003.hana.ondemand.com';

describe('readTenantHost', () => {
  it.each([
    host,
    ` ${host}\n`,
    `https://${host}`,
    `https://${host}/`,
    `https://${host}:443`,
    `https://${host.toUpperCase()}//`,
    `https://${host}/api/v1`,
    `https://${host}/api/v1/IntegrationPackages?$top=1`,
    `https://${host}/itspaces/shell/design#/x`,
    `https://${host}/shell/monitoring`,
    `"https://${host}",`,
  ])('reads %j as the origin of the API', (text) => {
    expect(readTenantHost(text)).toEqual({ origin: `https://${host}`, findings: [] });
  });

  it('accepts the web UI address of a Neo tenant and keeps its host', () => {
    const text = 'https://p0349-tmn.hci.eu1.hana.ondemand.com/itspaces/shell/integration';
    expect(readTenantHost(text)).toEqual({
      origin: 'https://p0349-tmn.hci.eu1.hana.ondemand.com',
      findings: [],
    });
  });

  it.each([
    ['https://acme.integrationsuite.cfapps.eu10.hana.ondemand.com/shell/home', 'host.web-ui'],
    ['acme.integrationsuite-cpi018.cfapps.eu10.hana.ondemand.com', 'host.web-ui'],
    ['acme.integrationsuite-trial.cfapps.us10.hana.ondemand.com', 'host.web-ui'],
    ['acme.it-cpi001-rt.cfapps.eu10.hana.ondemand.com', 'host.runtime'],
    ['acme.authentication.eu10.hana.ondemand.com', 'host.token-server'],
    [`http://${host}`, 'host.not-encrypted'],
    [`https://user:word@${host}`, 'host.invalid'],
    ['ftp://acme.example', 'host.invalid'],
    ['two words', 'host.invalid'],
    ['https://', 'host.invalid'],
    ['acme.example:99999', 'host.invalid'],
    ['', 'field.required'],
  ])('says that %j is certainly wrong: %s', (text, code) => {
    const [finding] = readTenantHost(text).findings;
    expect(finding).toMatchObject({ field: 'tenantUrl', severity: 'error', code });
    expect(finding?.remedy).not.toBe('');
  });

  it('only hints at a host of an unknown shape, with its own port kept', () => {
    const { origin, findings } = readTenantHost('https://gateway.acme.example:8443');
    expect(origin).toBe('https://gateway.acme.example:8443');
    expect(findings.map(({ severity, code }) => [severity, code])).toEqual([['hint', 'host.unknown-shape']]);
  });

  it('says that a path on an unknown host is not used', () => {
    const codes = readTenantHost('https://gateway.acme.example/shell').findings.map(({ code }) => code);
    expect(codes).toEqual(['host.unknown-shape', 'host.path-cut']);
  });

  it.each(['http://127.0.0.1:4711', 'http://localhost:4711', 'http://[::1]:4711'])(
    'allows http on this machine: %s',
    (text) => {
      expect(readTenantHost(text)).toEqual({ origin: text, findings: [] });
    },
  );

  it.each([
    'http://127.0.0.1.acme.example',
    'http://localhost.acme.example',
    'http://127.0.0.1@acme.example',
  ])('does not take %s for this machine', (text) => {
    expect(readTenantHost(text).findings.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('never throws and reads its own answer as itself', () => {
    const text = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.domain(),
      fc.ipV6().map((ip) => `http://[${ip}]`),
    );
    fc.assert(
      fc.property(text, (anything) => {
        const { origin } = readTenantHost(anything);
        if (origin !== undefined) expect(readTenantHost(origin).origin).toBe(origin);
      }),
    );
  });

  it('agrees with the URL parser about which host is meant', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(readTenantHost(url).origin).toBe(new URL(url).origin);
      }),
    );
  });
});
