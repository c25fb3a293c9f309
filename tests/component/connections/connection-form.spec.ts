import { describe, expect, test } from 'vitest';

import { ConnectionForm } from '../../../src-renderer/features/connections/connection-form.svelte.ts';
import { guessEnvironment } from '../../../src-shared/connections/guess-environment.ts';
import { sampleConnection } from '../samples.ts';

const key = JSON.stringify({
  oauth: {
    clientid: 'sb-1f2e!b123|it!b456',
    clientsecret: 'c2b8d1f0-1234-4a5b-9c8d-0123456789ab$abcdefghijklmnop=',
    url: 'https://acme-qas.it-cpi001.cfapps.eu10.hana.ondemand.com',
    tokenurl: 'https://acme-qas.authentication.eu10.hana.ondemand.com/oauth/token',
  },
});

function pem(label: string): string {
  return `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`;
}

describe('the form of a connection', () => {
  test('is filled from a key with text around it, and suggests name and environment', () => {
    const form = new ConnectionForm();
    form.readKey(`Here it is:\n${key}\nBye`);
    expect(form.isKeyRead).toBe(true);
    expect(form.tenantUrl).toBe('https://acme-qas.it-cpi001.cfapps.eu10.hana.ondemand.com');
    expect(form.name).toBe('acme-qas');
    expect(form.environment).toBe('test');
    expect(form.canSave).toBe(true);
  });

  test('finds a name for any host, and a test asks for none', () => {
    const form = new ConnectionForm();
    form.readKey(
      key.replaceAll('https://acme-qas.it-cpi001.cfapps.eu10.hana.ondemand.com', 'http://127.0.0.1:4000'),
    );
    expect(form.name).toBe('127.0.0.1:4000');
    form.name = '';
    expect(form.canSave).toBe(false);
    expect(form.canTest).toBe(true);
    form.tenantUrl = 'acme-prd.example.org/api/v1';
    form.suggestNameOfAddress();
    expect(form.name).toBe('acme-prd');
    expect(form.environment).toBe('production');
  });

  test('does not keep the text of a key it has understood', () => {
    const form = new ConnectionForm();
    form.readKey(key);
    expect(form.keyText).toBe('');
  });

  test('says at once what is certainly wrong, and nothing about what is merely missing', () => {
    const form = new ConnectionForm();
    form.tenantUrl = 'acme.integrationsuite.cfapps.eu10.hana.ondemand.com';
    expect(form.at('tenantUrl')).toMatchObject([{ severity: 'error', code: 'host.web-ui' }]);
    expect(form.at('clientId')).toEqual([]);
    form.wasTried = true;
    expect(form.at('clientId')).toMatchObject([{ code: 'field.required' }]);
  });

  test('can be saved with hints', () => {
    const form = new ConnectionForm();
    form.readKey(key);
    form.tenantUrl = 'https://cpi.acme.example';
    expect(form.at('tenantUrl')).toMatchObject([{ severity: 'hint' }]);
    expect(form.canSave).toBe(true);
  });

  test('says what is wrong with a text that is no key, and keeps it for correction', () => {
    const form = new ConnectionForm();
    form.readKey('hello');
    expect(form.keyFindings).toMatchObject([{ code: 'key.not-json' }]);
    expect(form.keyText).toBe('hello');
    form.readKey('');
    expect(form.keyFindings).toEqual([]);
  });

  test('leaves a typed name and a chosen environment alone', () => {
    const form = new ConnectionForm();
    form.name = 'My tenant';
    form.environment = 'production';
    form.chooseEnvironment();
    form.readKey(key);
    expect([form.name, form.environment]).toEqual(['My tenant', 'production']);
  });

  test('asks for the stored secret again where it would go to another host', () => {
    const form = new ConnectionForm(sampleConnection());
    form.access.tokenUrl = 'https://evil.example/oauth/token';
    expect(form.at('clientSecret')).toMatchObject([
      { severity: 'error', remedy: 'Enter it again to use it with evil.example.' },
    ]);
    expect([form.canSave, form.canTest]).toEqual([false, false]);
    form.access.clientSecret = '11111111-2222-3333-4444-555555555555$abcdefghijklmnop=';
    expect(form.at('clientSecret')).toEqual([]);
    expect(form.canSave).toBe(true);
  });

  test('sends no secret where the stored one is to stay', () => {
    const form = new ConnectionForm(sampleConnection());
    form.name = 'Other name';
    expect(form.isChanged).toBe(true);
    expect(form.canSave).toBe(true);
    expect(form.draft().secrets).toEqual({});
    expect(form.draft()).toMatchObject({ id: 'c1', name: 'Other name' });
  });

  test('keeps no payloads unless that is chosen', () => {
    const form = new ConnectionForm(sampleConnection());
    expect(form.draft()).toMatchObject({ keepsPayloads: false });
    form.keepsPayloads = true;
    expect(form.isChanged).toBe(true);
    expect(form.draft()).toMatchObject({ keepsPayloads: true });
    form.reset();
    expect(form.isChanged).toBe(false);
  });

  test('recognises the kind from what is pasted, and sends the fields of that kind alone', () => {
    const form = new ConnectionForm();
    const { oauth } = JSON.parse(key) as { oauth: Record<string, string> };
    const clientsecret = undefined;
    form.readKey(
      JSON.stringify({
        oauth: { ...oauth, clientsecret, certificate: pem('CERTIFICATE'), key: pem('PRIVATE KEY') },
      }),
    );
    expect(form.access.kind).toBe('certificate');
    expect(form.canSave).toBe(true);
    expect(form.draft().secrets).toEqual({ key: pem('PRIVATE KEY') });
    form.readKey('https://p0349-tmn.hci.eu1.hana.ondemand.com/itspaces/shell');
    expect(form.access.kind).toBe('neo-basic');
    expect(form.draft()).toMatchObject({ access: { kind: 'neo-basic', user: '' }, secrets: {} });
    expect(form.canSave).toBe(false);
  });

  test('offers a key of the plan integration-flow as second key', () => {
    const form = new ConnectionForm();
    form.readKey(key);
    form.readKey(key.replace('|it!b456', '|it-rt-acme!b456'));
    expect(form.keyFindings).toMatchObject([{ code: 'key.integration-flow' }]);
    expect(form.access.clientId).toBe('sb-1f2e!b123|it!b456');
    form.keepOffered();
    expect(form.draft()).toMatchObject({
      access: { clientId: 'sb-1f2e!b123|it!b456' },
      flowKey: { clientId: 'sb-1f2e!b123|it-rt-acme!b456' },
      secrets: { flowSecret: expect.stringMatching(/^c2b8/) as string },
    });
  });

  test('wants the secret of another kind, and keeps none of the old kind', () => {
    const form = new ConnectionForm(sampleConnection());
    form.access.kind = 'basic';
    form.access.user = 'anna';
    expect(form.canSave).toBe(false);
    form.access.password = 'x';
    expect(form.canSave).toBe(true);
    expect(form.draft()).toMatchObject({
      access: { kind: 'basic', user: 'anna' },
      secrets: { password: 'x' },
    });
  });

  test('wants the passphrase of an encrypted key', () => {
    const form = new ConnectionForm();
    form.name = 'x';
    form.tenantUrl = 'acme.it-cpi001.cfapps.eu10.hana.ondemand.com';
    form.access.kind = 'external-certificate';
    form.access.clientId = 'sb-1!b1|it!b2';
    form.access.tokenUrl = 'https://acme.authentication.eu10.hana.ondemand.com/oauth/token';
    form.access.certificate = pem('CERTIFICATE');
    form.access.key = pem('ENCRYPTED PRIVATE KEY');
    form.wasTried = true;
    expect(form.at('passphrase')).toMatchObject([{ code: 'field.required' }]);
    form.access.passphrase = 'geheim';
    expect(form.canSave).toBe(true);
  });

  test('trusts another certificate of a server instead of the one before', () => {
    const form = new ConnectionForm(sampleConnection());
    form.way.trust({ host: 'a:443', fingerprint: 'AA' });
    form.way.trust({ host: 'a:443', fingerprint: 'BB' });
    expect(form.isChanged).toBe(true);
    expect(form.draft().trust).toEqual({ authorities: [], servers: [{ host: 'a:443', fingerprint: 'BB' }] });
  });

  test.each(['missing', 'undecryptable'] as const)('wants a secret that is %s', (secret) => {
    const form = new ConnectionForm(sampleConnection({ secret }));
    expect(form.canSave).toBe(false);
  });

  test('goes back to what is stored', () => {
    const form = new ConnectionForm(sampleConnection());
    form.notes = 'x';
    form.access.clientSecret = 'secret';
    form.reset();
    expect(form.isChanged).toBe(false);
  });

  test.each([
    ['acme-prd', 'production'],
    ['Contoso QAS', 'test'],
    ['contoso-dev-01', 'development'],
    ['reproducer', undefined],
  ])('guesses the environment of %s: %s', (name, environment) => {
    expect(guessEnvironment(name)).toBe(environment);
  });
});
