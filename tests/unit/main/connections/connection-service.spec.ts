import { beforeEach, describe, expect, it, vi } from 'vitest';

import { ConnectionService } from '../../../../src-main/connections/connection-service.ts';
import { ConnectionsRepository } from '../../../../src-main/connections/connections-repository.ts';
import type { DemoCredentials } from '../../../../src-main/demo/demo-tenant.ts';
import { SecretStore } from '../../../../src-main/secrets/secret-store.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { ConnectionActivity } from '../../../../src-shared/model/connections.ts';
import { FakeEncryption, MemoryFile } from '../secrets/fake-encryption.ts';
import { draft, draftWithoutSecret, secret, serviceKey, tenantUrl, tokenUrl, withSecret } from './fakes.ts';

const running: DemoCredentials = {
  tenantUrl: 'http://127.0.0.1:4711',
  tokenUrl: 'http://127.0.0.1:4711/oauth/token',
  clientId: 'demo-client',
  clientSecret: 'demo-secret',
};

const idle: Omit<ConnectionActivity, 'connectionId'> = {
  reach: 'unknown',
  error: undefined,
  tokenExpiresAt: undefined,
  requests: [],
  allowedPerSecond: 0,
  library: undefined,
};

function createWorld() {
  const file = new MemoryFile();
  const secretFile = new MemoryFile();
  const encryption = new FakeEncryption();
  const changed = vi.fn();
  const secrets = new SecretStore({ encryption, file: secretFile, changed: vi.fn() });
  const repository = new ConnectionsRepository(file);
  const order: string[] = [];
  const sessions = {
    get: vi.fn(() => Promise.reject(new AppError('library.locked', 'locked'))),
    close: vi.fn((id: string) => void order.push(`close ${id}`)),
    activity: vi.fn((connectionId: string) => Promise.resolve({ connectionId, ...idle })),
  };
  const demo: { running: DemoCredentials | undefined; credentials: () => Promise<DemoCredentials> } = {
    running: undefined,
    credentials: () => Promise.resolve((demo.running = running)),
  };
  const libraries = {
    remove: vi.fn((id: string): Promise<void> => {
      order.push(`library ${id}`);
      return Promise.resolve();
    }),
    setAside: vi.fn((id: string): Promise<void> => {
      order.push(`set aside ${id}`);
      return Promise.resolve();
    }),
  };
  const unclaimed = {
    filledBy: vi.fn((): Promise<string | undefined> => Promise.resolve(undefined)),
    keepOwner: vi.fn((): Promise<void> => Promise.resolve()),
  };
  let ids = 0;
  const service = new ConnectionService({
    repository,
    secrets,
    demo,
    libraries,
    unclaimed,
    libraryReplaced: (id) => void order.push(`replaced ${id}`),
    jobs: { cancelOf: (id) => void order.push(`jobs ${id}`) },
    sessions: () => sessions,
    changed,
    removed: (id) => void order.push(`removed ${id}`),
    createId: () => `id${(ids += 1)}`,
    now: () => 1_000,
  });
  return {
    service,
    repository,
    secrets,
    file,
    secretFile,
    encryption,
    sessions,
    demo,
    libraries,
    unclaimed,
    changed,
    order,
  };
}

let world: ReturnType<typeof createWorld>;
beforeEach(() => {
  world = createWorld();
});

/** As the client of the connection reads it. */
async function secretOf(id: string): Promise<string> {
  const { credentials } = await world.service.resolve(id);
  return credentials.secrets.read('clientSecret');
}

describe('payloads', () => {
  it('are kept only where that was chosen, and the choice stays as it is', async () => {
    const first = await world.service.save(draft);
    expect(first.keepsPayloads).toBe(false);
    const kept = { ...draft, id: first.id, keepsPayloads: true };
    await expect(world.service.save(kept)).resolves.toMatchObject({ keepsPayloads: true });
    const again = { ...draft, id: first.id };
    await expect(world.service.save(again)).resolves.toMatchObject({ keepsPayloads: true });
    const { id, name, tenantUrl } = world.service.addDemo();
    await world.service.save({ ...draft, id, name, tenantUrl, keepsPayloads: true });
    expect(world.service.list().map(({ keepsPayloads }) => keepsPayloads)).toEqual([true, true]);
  });
});

describe('a library without a connection', () => {
  it('is taken up again by a new connection to its host', async () => {
    world.unclaimed.filledBy.mockResolvedValue('old');
    const summary = await world.service.save(draft);
    expect(summary.id).toBe('old');
    expect(world.unclaimed.filledBy).toHaveBeenCalledWith('acme.it-cpi001.cfapps.eu10.hana.ondemand.com');
    // Another tenant must not be written into it.
    await expect(
      world.service.save({ ...draft, id: 'old', tenantUrl: 'https://other.example' }),
    ).rejects.toMatchObject({ code: 'connection.other-tenant' });
  });

  it('says inside whose it is, once its tenant was reached', async () => {
    await world.service.save(draft);
    await world.service.reached('id1');
    await world.service.reached('id1');
    expect(world.unclaimed.keepOwner.mock.calls).toEqual([
      ['id1', 'acme.it-cpi001.cfapps.eu10.hana.ondemand.com'],
    ]);
  });
});

describe('setting a library aside', () => {
  it('ends what uses it first, and tells that there is another one', async () => {
    await world.service.save(draft);
    await world.service.setLibraryAside('id1');
    expect(world.order).toEqual(['jobs id1', 'close id1', 'set aside id1', 'replaced id1']);
  });

  it('opens it for nobody meanwhile, also where it fails', async () => {
    await world.service.save(draft);
    world.libraries.setAside.mockImplementation(async () => {
      await expect(world.service.resolve('id1')).rejects.toMatchObject({ code: 'connection.not-found' });
      throw new AppError('disk.write-failed', 'no');
    });
    await expect(world.service.setLibraryAside('id1')).rejects.toMatchObject({ code: 'disk.write-failed' });
    await expect(world.service.resolve('id1')).resolves.toMatchObject({ isDemo: false });
  });
});

describe('saving', () => {
  it('keeps a new connection in its complete form, and the secret apart from it', async () => {
    const summary = await world.service.save(draft);
    expect(summary).toMatchObject({
      id: 'id1',
      name: 'Acme test',
      tenantUrl,
      access: { kind: 'client-secret', tokenUrl },
      secret: 'stored',
      createdAt: 1_000,
    });
    expect(world.service.list()).toEqual([summary]);
    expect(world.changed).toHaveBeenCalledTimes(1);
    expect(JSON.stringify([summary, world.file.content, world.secretFile.content])).not.toContain(secret);
    await expect(secretOf('id1')).resolves.toBe(secret);
  });

  it.each([
    [{ secrets: { clientSecret: ` ${secret}` } }, 'clientSecret'],
    [{ tenantUrl: 'acme.integrationsuite.cfapps.eu10.hana.ondemand.com' }, 'tenantUrl'],
    [{ access: { kind: 'client-secret', clientId: 'c', tokenUrl: '' } as const }, 'tokenUrl'],
    [{ name: ' ' }, 'name'],
    [{ webUiUrl: 'http://acme.example' }, 'webUiUrl'],
  ])('refuses what is certainly wrong, at its field: %o', async (change, field) => {
    await expect(world.service.save({ ...draft, ...change })).rejects.toMatchObject({
      code: 'input.invalid',
      facts: { field },
    });
    expect(world.service.list()).toEqual([]);
    expect(world.secretFile.writes).toBe(0);
  });

  it('never names the secret in an error', async () => {
    await expect(world.service.save(withSecret(` ${secret}`))).rejects.not.toMatchObject({
      message: expect.stringContaining(secret) as string,
    });
  });

  it('saves what only looks unusual', async () => {
    const summary = await world.service.save({
      ...draft,
      tenantUrl: 'gateway.acme.example',
      secrets: { clientSecret: 'odd' },
    });
    expect(summary.tenantUrl).toBe('https://gateway.acme.example');
  });

  it('renames without touching the secret or the open session', async () => {
    await world.service.save(draft);
    await world.service.save({ ...draftWithoutSecret, id: 'id1', name: 'Renamed' });
    expect(world.service.list()).toMatchObject([{ name: 'Renamed', secret: 'stored' }]);
    expect(world.sessions.close).not.toHaveBeenCalled();
  });

  it('ends the open session when the credentials change', async () => {
    await world.service.save(draft);
    await world.service.save({ ...withSecret(`${secret}x`), id: 'id1' });
    expect(world.sessions.close).toHaveBeenCalledExactlyOnceWith('id1');
    await expect(secretOf('id1')).resolves.toBe(`${secret}x`);
  });

  it('lets a mistyped host be corrected until the tenant was reached', async () => {
    await world.service.save({ ...draft, tenantUrl: 'mistyped.example' });
    await world.service.save({ ...draft, id: 'id1' });
    await world.service.reached('id1');
    await expect(
      world.service.save({ ...draft, id: 'id1', tenantUrl: 'other.example' }),
    ).rejects.toMatchObject({
      code: 'connection.other-tenant',
      facts: { host: 'other.example' },
    });
    expect(world.service.list()[0]?.tenantUrl).toBe(tenantUrl);
  });

  it('answers not-found for a connection that was removed meanwhile', async () => {
    await expect(world.service.save({ ...draft, id: 'gone' })).rejects.toMatchObject({
      code: 'connection.not-found',
    });
  });
});

describe('putting a new key onto a connection', () => {
  beforeEach(async () => {
    await world.service.save(draft);
    world.sessions.close.mockClear();
  });

  it('replaces the credential and keeps everything else', async () => {
    const summary = await world.service.replaceKey('id1', `the key: ${serviceKey()}`);
    expect(summary).toMatchObject({
      name: 'Acme test',
      notes: 'n',
      colour: 'blue',
      access: { clientId: 'sb-new!b1|it!b2' },
    });
    await expect(secretOf('id1')).resolves.toBe(`${secret}new`);
    expect(world.sessions.close).toHaveBeenCalledWith('id1');
  });

  it('refuses the key of another tenant and keeps the old one', async () => {
    const other = serviceKey({ url: tenantUrl.replace('acme', 'other') });
    await expect(world.service.replaceKey('id1', other)).rejects.toMatchObject({
      code: 'connection.other-tenant',
    });
    await expect(secretOf('id1')).resolves.toBe(secret);
  });

  it.each(['no key', serviceKey({ clientid: 'x|it-rt-acme!b1' }), serviceKey({ clientsecret: '' })])(
    'refuses what is no usable key: %s',
    async (text) => {
      await expect(world.service.replaceKey('id1', text)).rejects.toMatchObject({
        code: 'input.invalid',
        facts: { field: 'key' },
      });
    },
  );
});

describe('duplicating', () => {
  it('copies the connection with its secret under a free name, as never used', async () => {
    await world.service.save(draft);
    await world.service.reached('id1');
    const copy = await world.service.duplicate('id1');
    expect(copy).toMatchObject({ id: 'id2', name: 'Acme test (copy)', tenantUrl, secret: 'stored' });
    expect((await world.service.duplicate('id1')).name).toBe('Acme test (copy 2)');
    await expect(secretOf('id2')).resolves.toBe(secret);
    expect(world.repository.get('id2').reachedHost).toBeUndefined();
  });
});

describe('removing', () => {
  it('ends jobs and session, then removes library, secret and connection', async () => {
    await world.service.save(draft);
    await world.service.remove('id1');
    expect(world.order).toEqual(['jobs id1', 'close id1', 'library id1', 'removed id1']);
    expect(world.service.list()).toEqual([]);
    expect(world.secretFile.content['secrets']).toEqual({});
  });

  it('opens nothing while it is being removed, so that library and key do not come back', async () => {
    await world.service.save(draft);
    let wasRefused: unknown;
    world.libraries.remove.mockImplementationOnce(async () => {
      wasRefused = await world.service.resolve('id1').catch((error: unknown) => error);
    });
    await world.service.remove('id1');
    expect(wasRefused).toMatchObject({ code: 'connection.not-found' });
  });

  it('tells of no connection that is not there', async () => {
    await expect(world.service.activity('id1')).rejects.toMatchObject({ code: 'connection.not-found' });
    expect(world.sessions.activity).not.toHaveBeenCalled();
    await world.service.save(draft);
    await expect(world.service.activity('id1')).resolves.toMatchObject({ connectionId: 'id1' });
  });

  it('keeps the connection when its library could not be removed, so that it can be tried again', async () => {
    await world.service.save(draft);
    world.libraries.remove.mockRejectedValueOnce(new AppError('disk.write-failed', 'in use'));
    await expect(world.service.remove('id1')).rejects.toMatchObject({ code: 'disk.write-failed' });
    expect(world.service.list()).toMatchObject([{ id: 'id1', secret: 'stored' }]);
  });
});

describe('opening', () => {
  it('marks the connection as used, also when the library does not open', async () => {
    await world.service.save(draft);
    await expect(world.service.open('id1')).rejects.toMatchObject({ code: 'library.locked' });
    expect(world.service.list()[0]?.lastUsedAt).toBe(1_000);
  });

  it('hands the stored secret to the client only when it is asked for', async () => {
    await world.service.save(draft);
    const { credentials } = await world.service.resolve('id1');
    world.encryption.now = { state: 'locked', backend: 'fake' };
    await expect(credentials.secrets.read('clientSecret')).rejects.toMatchObject({ code: 'secrets.locked' });
  });
});

describe('the demo tenant', () => {
  it('is not duplicated: there is one', async () => {
    const { id } = world.service.addDemo();
    await expect(world.service.duplicate(id)).rejects.toMatchObject({ code: 'input.invalid' });
    expect(world.service.list()).toHaveLength(1);
  });

  it('is added once, and comes back under its name after it was removed', async () => {
    const first = world.service.addDemo();
    expect(world.service.addDemo()).toEqual(first);
    await world.service.save({ ...draft, id: first.id, name: 'My demo', environment: 'production' });
    await world.service.remove(first.id);
    expect(world.service.list()).toEqual([]);
    expect(world.service.addDemo()).toMatchObject({
      id: first.id,
      name: 'My demo',
      environment: 'production',
    });
  });

  it('shows the address of the running one and writes neither it nor its credentials', async () => {
    const { id } = world.service.addDemo();
    const { credentials, isDemo } = await world.service.resolve(id);
    expect(isDemo).toBe(true);
    await expect(credentials.secrets.read('clientSecret')).resolves.toBe('demo-secret');
    const [summary] = world.service.list();
    expect(summary).toMatchObject({ tenantUrl: running.tenantUrl, access: { clientId: 'demo-client' } });
    expect(JSON.stringify(summary)).not.toContain('demo-secret');
    await world.service.save({ ...draft, id });
    expect(JSON.stringify([world.file.content, world.secretFile.content])).not.toMatch(
      /4711|demo-client|demo-secret|acme/,
    );
  });

  it('takes no other key', async () => {
    const { id } = world.service.addDemo();
    await expect(world.service.replaceKey(id, serviceKey())).rejects.toMatchObject({
      code: 'connection.other-tenant',
    });
  });
});
