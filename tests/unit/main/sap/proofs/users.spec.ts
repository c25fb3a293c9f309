import { describe, expect, it } from 'vitest';

import { readPermit } from '../../../../../src-main/sap/gate.ts';
import { advise } from '../../../../../src-shared/advice.ts';
import type { ConnectionAccess } from '../../../../../src-shared/model/access.ts';
import { clientId, counterpart, open, user } from '../access-world.ts';
import { failureOf } from '../failure-of.ts';

const client = { id: clientId, secret: 'client$secret=' };
const given = { clientSecret: client.secret, password: user.password };

function passwordAccess(url: string): ConnectionAccess {
  return { kind: 'password', tokenUrl: `${url}/oauth/token`, clientId, user: user.user };
}

describe('a password grant', () => {
  it('sends the user in the form and the client by Basic, and reads with the token', async () => {
    const tenant = await counterpart({ accepted: { client, user, passwordGrant: true } });
    await open({ tenantUrl: tenant.url, access: passwordAccess(tenant.url) }, given).read();
    const [token] = tenant.seen;
    expect(Object.fromEntries(new URLSearchParams(token?.body))).toEqual({
      grant_type: 'password',
      username: user.user,
      password: user.password,
    });
    expect(token?.path).toBe('/oauth/token');
  });

  it('says what can be wrong with the user, and does not try again: identity providers lock users', async () => {
    const tenant = await counterpart({ accepted: { client, user, passwordGrant: true } });
    const opened = open(
      { tenantUrl: tenant.url, access: passwordAccess(tenant.url) },
      { ...given, password: 'wrong' },
    );
    const failure = await failureOf(opened.read(), 'auth.user-rejected');
    await failureOf(opened.read(), 'auth.user-rejected');
    await failureOf(opened.token(new AbortController().signal), 'auth.user-rejected');
    expect(tenant.seen).toHaveLength(1);
    const { text } = advise(failure);
    expect(text).toMatch(/single sign-on/);
    expect(text).toMatch(/second factor/);
    expect(JSON.stringify(failure.toData())).not.toContain('wrong');
  });

  it('says where the service instance does not have the grant', async () => {
    const tenant = await counterpart({ accepted: { client, user } });
    const opened = open({ tenantUrl: tenant.url, access: passwordAccess(tenant.url) }, given);
    const failure = await failureOf(opened.read(), 'auth.grant-refused');
    expect(advise(failure).next).toContain('"password"');
  });

  it('tells a wrong client from a wrong user', async () => {
    const tenant = await counterpart({ accepted: { client, user, passwordGrant: true } });
    const opened = open(
      { tenantUrl: tenant.url, access: passwordAccess(tenant.url) },
      { ...given, clientSecret: 'wrong' },
    );
    await failureOf(opened.read(), 'auth.rejected');
  });
});

describe.each(['basic', 'neo-basic'] as const)('%s', (kind) => {
  it('asks for no token and sends the user with each request', async () => {
    const tenant = await counterpart({ accepted: { user, basic: true } });
    const opened = open({ tenantUrl: tenant.url, access: { kind, user: user.user } }, given);
    await opened.read();
    await opened.read();
    const sent = `Basic ${Buffer.from(`${user.user}:${user.password}`).toString('base64')}`;
    expect(tenant.seen.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/api/v1/', sent],
      ['/api/v1/', sent],
    ]);
  });

  it('sends a refused password once', async () => {
    const tenant = await counterpart({ accepted: { user, basic: true } });
    const opened = open({ tenantUrl: tenant.url, access: { kind, user: user.user } }, { password: 'wrong' });
    await failureOf(opened.read(), 'auth.user-rejected');
    await failureOf(opened.read(), 'auth.user-rejected');
    expect(tenant.seen).toHaveLength(1);
    expect(opened.activity().reach).toBe('refused');
  });

  it('writes with the CSRF token that a user needs', async () => {
    const tenant = await counterpart({ accepted: { user, basic: true } });
    const openGate = { check: () => undefined, admit: () => Promise.resolve(readPermit) };
    const access = { kind, user: user.user } as const;
    const { writer } = open({ tenantUrl: tenant.url, access }, given, openGate);
    const write = { method: 'POST', path: 'IntegrationPackages', body: '{}', area: 'content' } as const;
    const written = await writer.send(write);
    expect(written.status).toBe(202);
    expect(tenant.seen.at(-1)?.headers).toMatchObject({
      cookie: 'JSESSIONID=one',
      'x-csrf-token': 'csrf-of-the-counterpart',
    });
  });
});

describe('the OAuth client of a Neo tenant', () => {
  it('keeps a token whose end nobody knows until it is refused, then renews it once', async () => {
    const tenant = await counterpart({ accepted: { client }, expiresIn: 0 });
    const access = { kind: 'neo-oauth', tokenUrl: `${tenant.url}/oauth2/api/v1/token`, clientId } as const;
    const opened = open({ tenantUrl: tenant.url, access }, given);
    await opened.read();
    await opened.read();
    expect(opened.activity().tokenExpiresAt).toBeUndefined();
    const issued = () => tenant.seen.filter(({ path }) => path === '/oauth2/api/v1/token').length;
    expect(issued()).toBe(1);
    tenant.revokeTokens();
    await opened.read();
    expect(issued()).toBe(2);
    tenant.accept({});
    tenant.revokeTokens();
    await failureOf(opened.read(), 'auth.rejected');
    expect(issued()).toBe(3);
  });
});
