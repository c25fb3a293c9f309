import { describe, expect, it } from 'vitest';

import {
  authority,
  certificateAccess,
  client as clientCertificate,
  clientId,
  counterpart,
  open,
  secure,
  trusting,
} from './access-world.ts';
import { failureOf } from './failure-of.ts';

const client = { id: clientId, secret: 'client$secret=' };
const { key } = clientCertificate;

async function cell(locationId: string) {
  const tenant = await counterpart({ accepted: { client } });
  const access = { kind: 'client-secret', tokenUrl: `${tenant.url}/oauth/token`, clientId } as const;
  const opened = open({ tenantUrl: tenant.url, access }, { clientSecret: client.secret });
  return { tenant, opened, edge: opened.edgeClient({ kind: 'location', id: locationId }) };
}

const paths = (seen: readonly { readonly path: string }[]) => seen.map(({ path }) => path);

describe('an Edge Integration Cell', () => {
  it('is read below its location, with the token of the tenant', async () => {
    const { tenant, opened, edge } = await cell('cell-1');
    await opened.read();
    await edge.entity({ path: '', area: 'messages', priority: 'interactive' }, (entity) => entity);
    expect(paths(tenant.seen)).toEqual(['/oauth/token', '/api/v1/', '/location/cell-1/api/v1/']);
  });

  it.each(['content', 'number-ranges', 'locks', 'partners'] as const)(
    'is not asked for %s, which it does not offer',
    async (area) => {
      const { tenant, edge } = await cell('cell-1');
      const failure = await failureOf(
        edge.count({ path: 'NumberRanges/$count', area }),
        'tenant.not-implemented',
      );
      expect(failure.facts).toEqual({ area });
      expect(tenant.seen).toEqual([]);
    },
  );

  it('does not let its id climb out of its location', async () => {
    const { tenant, edge } = await cell('../../oauth');
    await failureOf(edge.count({ path: 'MessageProcessingLogs/$count', area: 'messages' }), 'gate.refused');
    expect(paths(tenant.seen).filter((path) => path !== '/oauth/token')).toEqual([]);
  });
});

describe('the own root of an Edge Integration Cell', () => {
  const id = 'harbour';

  async function local() {
    const tenant = await counterpart({ accepted: { client } });
    const cell = await counterpart({
      accepted: { basic: true, user: { user: client.id, password: client.secret } },
    });
    const access = { kind: 'client-secret', tokenUrl: `${tenant.url}/oauth/token`, clientId } as const;
    const opened = open({ tenantUrl: tenant.url, access }, { clientSecret: client.secret });
    return { tenant, cell, opened, edge: opened.edgeClient({ kind: 'local', id, url: cell.url }) };
  }

  const messages = { path: 'MessageProcessingLogs', area: 'messages', priority: 'interactive' } as const;

  it('is asked with the client by Basic; no token leaves for it, and nothing for the tenant', async () => {
    const { tenant, cell, opened, edge } = await local();
    await opened.read();
    const before = tenant.seen.length;
    await edge.entity(messages, (entity) => entity);
    expect(paths(cell.seen)).toEqual(['/local/api/v1/MessageProcessingLogs']);
    expect(cell.seen[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`,
    );
    expect(tenant.seen).toHaveLength(before);
  });

  it('that refuses says nothing about the tenant', async () => {
    const { cell, opened, edge } = await local();
    await opened.read();
    cell.accept({});
    await failureOf(
      edge.entity(messages, (entity) => entity),
      'auth.unauthorized',
    );
    expect(opened.activity()).toMatchObject({ reach: 'online', lastError: undefined });
  });

  it('takes the certificate without any token, and says before any request that it has expired', async () => {
    const cell = await secure({
      clientAuthority: authority.certificate,
      accepted: { direct: true, certificate: { id: clientId, name: 'client' } },
    });
    const runtime = { kind: 'local', id, url: cell.url } as const;
    const access = certificateAccess({ tokenUrl: 'https://127.0.0.1:9/oauth/token' });
    const given = { tenantUrl: 'https://127.0.0.1:9', trust: trusting };
    await open({ ...given, access }, { key })
      .edgeClient(runtime)
      .entity(messages, (entity) => entity);
    expect(cell.seen.map(({ certificateName }) => certificateName)).toEqual(['client']);
    expect(cell.seen[0]?.headers.authorization).toBeUndefined();
    const old = open({ ...given, access: { ...access, validTo: Date.UTC(2026, 0, 1) } }, { key });
    await failureOf(
      old.edgeClient(runtime).entity(messages, (entity) => entity),
      'auth.certificate-expired',
    );
    expect(cell.seen).toHaveLength(1);
  });

  it.each([
    ['runtime', 'IntegrationRuntimeArtifacts'],
    ['root', ''],
    ['messages', "MessageProcessingLogs('A')/AdapterAttributes"],
    ['messages', "MessageProcessingLogs('A')/Runs"],
  ] as const)('is not asked for what it does not list: %s %s', async (area, path) => {
    const { cell, edge } = await local();
    await failureOf(
      edge.entity({ area, path }, (entity) => entity),
      'tenant.not-implemented',
    );
    expect(cell.seen).toEqual([]);
  });
});
