import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Conf from 'conf';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ConnectionService } from '../../../../src-main/connections/connection-service.ts';
import { ConnectionsRepository } from '../../../../src-main/connections/connections-repository.ts';
import { SecretStore } from '../../../../src-main/secrets/secret-store.ts';
import { openSettingsFile } from '../../../../src-main/settings/settings-file.ts';
import { draft, secret, serviceKey, withSecret } from '../connections/fakes.ts';
import { FakeEncryption } from './fake-encryption.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenant-atlas-secrets-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function open(encryption: FakeEncryption) {
  const file = (name: string) =>
    openSettingsFile({
      folder,
      name,
      createStore: ({ name: configName, ...options }) =>
        new Conf<Record<string, unknown>>({ ...options, configName }),
      notice: (error) => {
        throw error;
      },
    });
  const secrets = new SecretStore({ encryption, file: file('secrets'), changed: vi.fn() });
  let ids = 0;
  const connections = new ConnectionService({
    repository: new ConnectionsRepository(file('connections')),
    secrets,
    demo: { running: undefined, credentials: () => Promise.reject(new Error('no demo')) },
    libraries: { remove: () => Promise.resolve(), setAside: () => Promise.resolve() },
    unclaimed: { filledBy: () => Promise.resolve(undefined), keepOwner: () => Promise.resolve() },
    libraryReplaced: vi.fn(),
    jobs: { cancelOf: vi.fn() },
    sessions: () => ({
      get: () => Promise.reject(new Error('no session')),
      close: vi.fn(),
      activity: () => Promise.reject(new Error('no session')),
    }),
    changed: vi.fn(),
    removed: vi.fn(),
    createId: () => `id${(ids += 1)}`,
    now: () => 1,
  });
  return { connections };
}

/** Everything on disk and everything answered, as one text. */
async function leave(encryption: FakeEncryption): Promise<string> {
  const { connections } = open(encryption);
  const answers: unknown[] = [await connections.save(draft)];
  answers.push(await connections.replaceKey('id1', serviceKey()));
  answers.push(await connections.duplicate('id1'));
  answers.push(await connections.save(withSecret(`${secret} `)).catch((error: unknown) => String(error)));
  answers.push(connections.list());
  return (
    JSON.stringify(answers) +
    readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n')
  );
}

describe('a secret', () => {
  it.each(['available', 'locked', 'unavailable'] as const)(
    'is in plain text neither on disk nor in an answer while the storage is %s',
    async (state) => {
      const encryption = new FakeEncryption();
      encryption.now = { state, backend: 'fake' };
      const text = await leave(encryption);
      expect(text).toContain('sb-new!b1|it!b2');
      expect(text).not.toContain(secret);
    },
  );

  it('is on disk in no form at all where nothing can encrypt it', async () => {
    const encryption = new FakeEncryption();
    encryption.now = { state: 'unavailable', backend: 'basic_text' };
    const text = await leave(encryption);
    expect(text).not.toContain('cipher');
    expect(open(encryption).connections.list()).toMatchObject([{ secret: 'missing' }, { secret: 'missing' }]);
  });

  it('is there again after a restart where it was encrypted', async () => {
    const encryption = new FakeEncryption();
    await leave(encryption);
    const { connections } = open(encryption);
    expect(connections.list()).toMatchObject([{ secret: 'stored' }, { secret: 'stored' }]);
    const { credentials } = await connections.resolve('id2');
    await expect(credentials.secrets.read('clientSecret')).resolves.toBe(`${secret}new`);
  });
});
