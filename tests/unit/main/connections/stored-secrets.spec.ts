import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createConnections } from '../../../../src-main/connections/create-connections.ts';
import { createTenantClients } from '../../../../src-main/sap/create-client.ts';
import { closedGate } from '../../../../src-main/sap/gate.ts';
import { SecretStore } from '../../../../src-main/secrets/secret-store.ts';
import type { ConnectionDraft } from '../../../../src-shared/model/connections.ts';
import { nodeTransport } from '../sap/node-transport.ts';
import { TenantServer } from '../sap/tenant-server.ts';
import { FakeEncryption, MemoryFile } from '../secrets/fake-encryption.ts';
import { draft, fakeEdges, library, secret } from './fakes.ts';

let own: TenantServer;
let stranger: TenantServer;
beforeEach(async () => {
  own = await TenantServer.start();
  stranger = await TenantServer.start();
  for (const server of [own, stranger]) {
    server.on('/api/v1/', { body: { d: { EntitySets: [] } } });
  }
});
afterEach(async () => {
  await own[Symbol.asyncDispose]();
  await stranger[Symbol.asyncDispose]();
});

/** The whole domain over real HTTP; the key ring and the files are what a test changes. */
function createWorld(file = new MemoryFile(), secretFile = new MemoryFile()) {
  const encryption = new FakeEncryption();
  const faults: unknown[] = [];
  const world = createConnections({
    file,
    secrets: new SecretStore({ encryption, file: secretFile, changed: vi.fn() }),
    libraries: {
      open: () => Promise.resolve({ ...library, write: () => Promise.resolve() }),
      state: () => Promise.resolve({ kept: 'encrypted', bytes: 1 }),
      remove: () => Promise.resolve(),
      release: () => Promise.resolve(),
      setAside: () => Promise.resolve(),
      unclaimed: () => [],
      close: () => Promise.resolve(),
    },
    jobs: { cancelOf: vi.fn() },
    openAccess: createTenantClients({
      transportFor: () => nodeTransport,
      gateFor: () => closedGate,
      version: '1',
    }),
    gates: { close: () => Promise.resolve(), review: () => undefined },
    checkEdges: fakeEdges(),
    startDemo: () => {
      throw new Error('not part of this test');
    },
    publish: vi.fn(),
    failed: (fault) => faults.push(fault),
  });
  return { ...world, file, secretFile, encryption, faults };
}

/** A draft of the connection to `own`, without its secret. */
function edited(id: string, change: Partial<ConnectionDraft> = {}): ConnectionDraft {
  return { ...draft, ...addresses(), secrets: {}, id, ...change };
}

function addresses(tenant = own, token = own): Pick<ConnectionDraft, 'tenantUrl' | 'access'> {
  return {
    tenantUrl: tenant.origin,
    access: { kind: 'client-secret', tokenUrl: token.tokenUrl, clientId: 'sb-1!b1|it!b2' },
  };
}

/** Everything a draft can name instead of the destination the secret was entered for. */
const elsewhere: readonly (readonly [string, () => Partial<ConnectionDraft>])[] = [
  ['another token server', () => addresses(own, stranger)],
  ['another tenant', () => addresses(stranger, own)],
  ['both', () => addresses(stranger, stranger)],
  [
    'another client',
    () => ({ access: { kind: 'client-secret', tokenUrl: own.tokenUrl, clientId: 'other' } }),
  ],
];

describe('a stored secret', () => {
  let world: ReturnType<typeof createWorld>;
  let id: string;
  beforeEach(async () => {
    world = createWorld();
    ({ id } = await world.connections.save({ ...draft, ...addresses() }));
  });
  afterEach(() => {
    world.stop();
    expect(stranger.requests).toEqual([]);
  });
  const test = (change: Partial<ConnectionDraft> = {}) =>
    world.tests.test('t', edited(id, change), new AbortController().signal);

  it('is used for the destination it was entered for', async () => {
    expect((await test()).checks.find(({ id: check }) => check === 'token')).toMatchObject({
      result: 'passed',
    });
    expect(own.tokenRequests[0]?.headers.authorization).toContain('Basic ');
    await expect(world.connections.save(edited(id, { name: 'Renamed' }))).resolves.toMatchObject({
      secret: 'stored',
    });
  });

  it.each(elsewhere)('is not sent to %s a draft names: neither tested nor saved', async (_what, change) => {
    const refusal = { code: 'input.invalid', facts: { field: 'clientSecret' } };
    await expect(test(change())).rejects.toMatchObject(refusal);
    await expect(world.connections.save(edited(id, change()))).rejects.toMatchObject(refusal);
    expect(own.requests).toEqual([]);
    expect(world.connections.list()).toMatchObject([
      { tenantUrl: own.origin, access: { tokenUrl: own.tokenUrl } },
    ]);
  });

  it('says whose it is and what it was to be used for', async () => {
    const host = (server: TenantServer) => server.origin;
    await expect(test(addresses(own, stranger))).rejects.toMatchObject({
      message: `The stored client_secret belongs to ${host(own)}. Enter it again to use it with ${host(stranger)}.`,
    });
  });

  it('is not sent to another host by a file that somebody changed', async () => {
    const [entry] = world.file.content['connections'] as [Record<string, unknown>];
    for (const [, change] of elsewhere) {
      const file = new MemoryFile({ ...world.file.content, connections: [{ ...entry, ...change() }] });
      const later = createWorld(file, world.secretFile);
      const { client } = await later.sessions.get(id);
      const request = { path: '', area: 'root', priority: 'interactive' } as const;
      await expect(client.entity(request, (entity) => entity)).rejects.toMatchObject({
        code: 'secrets.other-destination',
      });
      later.stop();
    }
    expect(own.requests).toEqual([]);
  });

  it('goes along with a copy of its connection, to the same destination only', async () => {
    const copy = await world.connections.duplicate(id);
    expect(copy.secret).toBe('stored');
    const changed = edited(copy.id, addresses(stranger, stranger));
    await expect(world.connections.save(changed)).rejects.toMatchObject({ code: 'input.invalid' });
    const { credentials } = await world.connections.resolve(copy.id);
    await expect(credentials.secrets.read('clientSecret')).resolves.toBe(secret);
  });

  it('does not change hands with another one in the file', async () => {
    const other = await world.connections.save({
      ...draft,
      tenantUrl: 'https://other.example',
      secrets: { clientSecret: 'the other secret' },
    });
    const secrets = world.secretFile.content['secrets'] as Record<string, unknown>;
    const [one, two] = [secrets[`connection:${id}`], secrets[`connection:${other.id}`]];
    const swapped = { [`connection:${id}`]: two, [`connection:${other.id}`]: one };
    const later = createWorld(world.file, new MemoryFile({ version: 1, secrets: swapped }));
    for (const connectionId of [id, other.id]) {
      const { credentials } = await later.connections.resolve(connectionId);
      await expect(credentials.secrets.read('clientSecret')).rejects.toMatchObject({
        code: 'secrets.other-destination',
      });
    }
    later.stop();
  });

  it.each(['locked', 'unavailable'] as const)(
    'stays with its host while the storage is %s',
    async (state) => {
      world.encryption.now = { state, backend: 'fake' };
      await expect(test(addresses(own, stranger))).rejects.toMatchObject({ code: 'input.invalid' });
      const other = await world.connections.save({ ...draft, ...addresses(), name: 'In memory' });
      await expect(world.connections.save(edited(other.id, addresses(stranger, own)))).rejects.toMatchObject({
        code: 'input.invalid',
      });
    },
  );

  it('is entered again for another destination, and then belongs there', async () => {
    await world.connections.save(
      edited(id, { tenantUrl: 'https://other.example', secrets: { clientSecret: `${secret}x` } }),
    );
    const { credentials } = await world.connections.resolve(id);
    await expect(credentials.secrets.read('clientSecret')).resolves.toBe(`${secret}x`);
    await expect(world.connections.save(edited(id))).rejects.toMatchObject({ code: 'input.invalid' });
  });
});

describe('a secret of a version that kept no destination', () => {
  it('belongs to what its connection said when it is read first', async () => {
    const before = createWorld();
    const { id } = await before.connections.save({ ...draft, ...addresses() });
    before.stop();
    const plain = Buffer.from(await before.encryption.encrypt(secret)).toString('base64');
    const old = new MemoryFile({ version: 1, secrets: { [`connection:${id}`]: { cipher: plain } } });

    const world = createWorld(before.file, old);
    const tested = world.tests.test('t', edited(id, addresses(own, stranger)), new AbortController().signal);
    await expect(tested).rejects.toMatchObject({ code: 'input.invalid' });
    const { credentials } = await world.connections.resolve(id);
    await expect(credentials.secrets.read('clientSecret')).resolves.toBe(secret);
    world.stop();

    const [entry] = before.file.content['connections'] as [Record<string, unknown>];
    const changed = new MemoryFile({ connections: [{ ...entry, tenantUrl: stranger.origin }] });
    const later = createWorld(changed, old);
    const after = await later.connections.resolve(id);
    await expect(after.credentials.secrets.read('clientSecret')).rejects.toMatchObject({
      code: 'secrets.other-destination',
    });
    later.stop();
    expect(stranger.requests).toEqual([]);
  });
});

describe('the host a library belongs to', () => {
  it.each([
    [
      'a page that is not there',
      { status: 404, body: '<html>Not Found</html>', headers: { 'content-type': 'text/html' } },
    ],
    ['a page of any web server', { body: '<html>Welcome</html>', headers: { 'content-type': 'text/html' } }],
    ['JSON of something else', { body: { hello: 'world' } }],
    ['an error of any server', { status: 400, body: 'oops' }],
  ])('is not remembered after %s', async (_what, answer) => {
    const world = createWorld();
    own.on('IntegrationPackages', answer);
    const { id } = await world.connections.save({ ...draft, ...addresses() });
    const { client } = await world.sessions.get(id);
    const request = { path: 'IntegrationPackages', area: 'content', priority: 'background' } as const;
    await client.page(request, (entity) => entity).catch(() => undefined);
    await client.text(request, 1_000).catch(() => undefined);
    await vi.waitFor(async () =>
      expect((await world.sessions.activity(id)).requests.some(Boolean)).toBe(true),
    );
    expect(world.sessions.isRecognised(id)).toBe(false);
    world.stop();
  });

  it('is remembered after an OData answer', async () => {
    const world = createWorld();
    own.on('IntegrationPackages', { body: { d: { results: [] } } });
    const { id } = await world.connections.save({ ...draft, ...addresses() });
    const { client } = await world.sessions.get(id);
    const request = { path: 'IntegrationPackages', area: 'content', priority: 'interactive' } as const;
    await client.page(request, (entity) => entity);
    // Activity is told at most once per second.
    await vi.waitFor(
      () => expect(world.file.content['connections']).toMatchObject([{ reachedHost: '127.0.0.1' }]),
      5_000,
    );
    expect(world.faults).toEqual([]);
    world.stop();
  });
});
