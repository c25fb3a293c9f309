import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Conf from 'conf';
import { onTestFinished, vi } from 'vitest';

import type { ConnectionRecord } from '../../../../src-main/connections/connection-record.ts';
import { secretId } from '../../../../src-main/connections/connection-secrets.ts';
import { ConnectionsRepository } from '../../../../src-main/connections/connections-repository.ts';
import { SecretStore } from '../../../../src-main/secrets/secret-store.ts';
import { openSettingsFile, type SettingsFile } from '../../../../src-main/settings/settings-file.ts';
import { SettingsTogether } from '../../../../src-main/settings/settings-together.ts';
import { SharingService } from '../../../../src-main/sharing/sharing-service.ts';
import { destinationOf } from '../../../../src-shared/connections/secret-destination.ts';
import type { SecretPart } from '../../../../src-shared/model/access.ts';
import type { ImportChoice, ImportReading } from '../../../../src-shared/model/sharing.ts';
import { record } from '../connections/fakes.ts';
import { FakeEncryption } from '../secrets/fake-encryption.ts';

export const passphrase = 'correct horse, battery staple';
export const cost = { N: 2 ** 14, r: 8, p: 1 };
export const windowId = 7;

export const ids = {
  acme: '5b1f3c1e-6a0e-4f6e-9d3b-0f6d1f0f2a11',
  nordwind: '7c2a4d2f-7b1f-4a7f-8e4c-1a7e2a1a3b22',
  demo: '9d3b5e30-8c20-4b80-9f5d-2b8f3b2b4c33',
};

export const acme: ConnectionRecord = { ...record, id: ids.acme, name: 'Acme' };
export const nordwind: ConnectionRecord = {
  ...record,
  id: ids.nordwind,
  name: 'Nordwind',
  tenantUrl: 'https://nordwind.it-cpi001.cfapps.eu10.hana.ondemand.com',
  access: {
    kind: 'client-secret',
    tokenUrl: 'https://nordwind.authentication.eu10.hana.ondemand.com/oauth/token',
    clientId: 'sb-2!b2|it!b2',
  },
  proxy: { kind: 'explicit', url: 'http://proxy.example:8080', user: 'kim' },
  trust: {
    authorities: [{ name: 'root.pem', pem: '-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----\n' }],
    servers: [{ host: 'nordwind.example:443', fingerprint: 'AB:CD' }],
  },
  edge: [{ kind: 'location', id: 'cell-1' }],
  flowKey: { url: 'https://rt.example', tokenUrl: 'https://token.example/oauth/token', clientId: 'flow' },
  webUiUrl: 'https://nordwind.example/shell',
  folder: 'Nordwind',
  tags: ['on call', 'eu'],
  notes: 'first\nsecond',
};
export const demo: ConnectionRecord = { ...record, id: ids.demo, name: 'Demo tenant', isDemo: true };

/** One computer: its settings files on a disk, its key ring, and the service as the app builds it. */
export function createComputer(options: { readonly encryption?: FakeEncryption } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tenant-atlas-sharing-'));
  const encryption = options.encryption ?? new FakeEncryption();
  const journal = {
    exported: vi.fn(() => Promise.resolve()),
    imported: vi.fn(() => Promise.resolve()),
  };
  const target = { file: join(folder, 'export.json') as string | undefined };
  const sources = { paths: [] as readonly string[] };
  const unclaimed = { filledBy: vi.fn(() => Promise.resolve<string | undefined>(undefined)), ids: () => [] };
  let count = 0;

  const openFile = (name: string): SettingsFile =>
    openSettingsFile({
      folder,
      name,
      keepsCopy: true,
      createStore: ({ name: configName, ...more }) =>
        new Conf<Record<string, unknown>>({ ...more, configName }),
      notice: () => undefined,
    });

  /** The next start of the app. `through` stands between the service and each file. */
  function start(through: (file: SettingsFile) => SettingsFile = (file) => file) {
    const files = { secrets: through(openFile('secrets')), connections: through(openFile('connections')) };
    const together = new SettingsTogether({ folder, files });
    const secrets = new SecretStore({ encryption, file: files.secrets, changed: vi.fn(), cost });
    const repository = new ConnectionsRepository(files.connections);
    const replaced = vi.fn();
    const sharing = new SharingService({
      repository,
      secrets,
      together,
      unclaimed,
      journal,
      saveAs: () => Promise.resolve(target.file),
      chooseSources: () => Promise.resolve(sources.paths),
      replaced,
      changed: vi.fn(),
      seen: vi.fn(),
      failed: (fault) => {
        throw fault;
      },
      createId: () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`,
      now: () => Date.UTC(2026, 10, 26),
      cost,
    });
    return { sharing, repository, secrets, replaced, files };
  }

  return {
    folder,
    encryption,
    journal,
    target,
    sources,
    unclaimed,
    start,
    exported: () => readFileSync(join(folder, 'export.json'), 'utf8'),
    disk: (): Disk => new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))])),
    put: (disk: Disk): void => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
      for (const [name, bytes] of disk) writeFileSync(join(folder, name), bytes);
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Names and bytes of all files, as they lie on the disk. */
export type Disk = ReadonlyMap<string, Buffer>;
export type Computer = ReturnType<typeof createComputer>;
export type Started = ReturnType<ReturnType<typeof createComputer>['start']>;

export async function keep(
  { repository, secrets }: Started,
  connection: ConnectionRecord,
  parts: Partial<Record<SecretPart, string>> = {},
): Promise<void> {
  repository.add(connection);
  for (const part of Object.keys(parts) as SecretPart[])
    await secrets.put(secretId(connection.id, part), parts[part] ?? '', destinationOf(part, connection));
}

export function secretOf(
  { secrets }: Started,
  connection: ConnectionRecord,
  part: SecretPart = 'clientSecret',
) {
  return secrets.read(secretId(connection.id, part), destinationOf(part, connection));
}

/** A file of these two, as another computer exported it. */
export async function exportedBy(there: Computer, withSecrets = true): Promise<string> {
  const app = there.start();
  await keep(app, acme, { clientSecret: 'secret of acme' });
  await keep(app, nordwind, { clientSecret: 'secret of nordwind', proxyPassword: 'pp', flowSecret: 'ff' });
  await app.sharing.export([ids.nordwind, ids.acme], withSecrets ? passphrase : undefined);
  return there.exported();
}

/** A file as a person drops it. */
export function fileOf(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'tenant-atlas-dropped-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

export async function opened(app: Started, text: string): Promise<ImportReading> {
  const reading = await app.sharing.read([fileOf('shared.json', text)], windowId);
  if (reading.lockedFile === undefined) return reading;
  return app.sharing.unlock(reading.importId, passphrase, windowId);
}

export function take(app: Started, { importId, found }: ImportReading, choice: ImportChoice) {
  return app.sharing.import(
    importId,
    found.map(({ key, conflict }) => ({ key, choice: conflict ? choice : 'add' })),
    windowId,
  );
}
