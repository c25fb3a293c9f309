import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from 'vitest';

import type { DemoPackage } from '../../../../src-demo-tenant/content/model.ts';
import { downloadsInputs } from '../../../../src-main/downloads/inputs.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { DownloadScope } from '../../../../src-shared/model/downloads.ts';
import { connectionId } from '../content/content-world.ts';
import {
  artifactPath,
  demoPackages,
  type DownloadWorld,
  downloadWorld,
  exportPath,
  filesIn,
  never,
  newFolder,
  refusal,
} from './download-world.ts';

const isDraft = (one: DemoPackage): boolean => one.artifacts.some(({ draft }) => draft);
const isLocked = (one: DemoPackage): boolean => one.Mode === 'READ_ONLY';
const first = (test: (one: DemoPackage) => boolean): DemoPackage => {
  const found = demoPackages.find(test);
  if (!found) throw new Error('The demo tenant has no such package.');
  return found;
};
const plain = first((one) => !isDraft(one) && !isLocked(one) && one.exportOnly.length > 0);
const other = first((one) => !isDraft(one) && !isLocked(one) && one !== plain && one.artifacts.length > 2);
const drafty = first((one) => isDraft(one) && !isLocked(one));
const locked = first((one) => isLocked(one) && !isDraft(one));
const tenant: DownloadScope = { of: 'tenant' };
const packageScope = (one: DemoPackage): DownloadScope => ({ of: 'packages', packageIds: [one.Id] });
const artifactScope = (artifacts: DemoPackage['artifacts']): DownloadScope => ({
  of: 'artifacts',
  artifacts: artifacts.map(({ kind, id }) => ({ kind, id })),
});

let world: DownloadWorld;
beforeEach(async () => {
  world = await downloadWorld();
  await world.list([plain, other, drafty, locked]);
});

describe('the plan of a download', () => {
  it('takes the fewest requests and says what cannot be had', async () => {
    const plan = await world.plan(tenant);
    expect(plan.perSecond).toBe(9);
    expect(plan.requests).toBe(3 + drafty.artifacts.length);
    const ways = Object.fromEntries(plan.packages.map((one) => [one.id, one]));
    expect(ways[plain.Id]).toMatchObject({ way: 'export', requests: 1, losesUnlisted: false });
    expect(ways[drafty.Id]).toMatchObject({ way: 'single', reason: 'draft', losesUnlisted: true });
    expect(ways[locked.Id]).toMatchObject({ way: 'try', requests: 1 });
    expect(world.asked()).toEqual([]);
  });

  it('takes an export for several artifacts of a package, and none for one', async () => {
    expect(await world.plan(artifactScope(other.artifacts.slice(0, 1)))).toMatchObject({
      requests: 1,
      packages: [{ way: 'single', reason: 'few', losesUnlisted: false }],
    });
    expect(await world.plan(artifactScope(other.artifacts.slice(0, 3)))).toMatchObject({
      requests: 1,
      packages: [{ way: 'export', artifacts: 3 }],
    });
    const all = await world.plan({ of: 'filter', filter: { chip: 'draft' } });
    expect(all.artifacts).toBe(drafty.artifacts.filter(({ draft }) => draft).length);
  });
});

describe('a download', () => {
  it('asks for exactly what was planned and keeps all of it, with what it names', async () => {
    const { requests, artifacts } = await world.plan(tenant);
    const { id, job } = await world.run(tenant);
    expect(job).toMatchObject({ state: 'done', kind: 'content-download' });
    expect(world.asked()).toHaveLength(requests);
    const counts = await world.library.get<{ total: number }>(
      'SELECT count(*) AS total FROM (SELECT DISTINCT kind, id FROM artifact_contents)',
    );
    expect(counts?.total).toBe(artifacts);
    const names = await world.library.get<{ total: number }>(
      'SELECT count(*) AS total FROM artifact_references',
    );
    expect(names?.total).toBeGreaterThan(20);
    const run = await world.state(id);
    expect(run).toMatchObject({ state: 'done', title: 'All content' });
    expect(run?.counts).toMatchObject({ waiting: 0, refused: 0, listed: 1 });
    // Kinds that the API does not list came with the export.
    const items = await world.items(id);
    expect(items.map(({ kind }) => kind)).toContain(plain.exportOnly[0]?.kind);
  });

  it('asks the next time for drafts alone, and for everything to verify', async () => {
    await world.run(tenant);
    world.asked();
    const drafts = drafty.artifacts.filter(({ draft }) => draft).map(artifactPath);
    const { id } = await world.run(tenant);
    expect(world.asked().toSorted()).toEqual(drafts.toSorted());
    expect((await world.state(id))?.counts).toMatchObject({ same: drafts.length, got: 0 });
    const verified = await world.run(tenant, 'library', 'verify');
    expect(world.asked()).toHaveLength(3 + drafty.artifacts.length);
    expect((await world.state(verified.id))?.counts).toMatchObject({ home: 0, waiting: 0 });
  });

  it('asks for a package again when one of its artifacts has a new stamp', async () => {
    await world.run(tenant);
    world.asked();
    const changed = other.artifacts.find(({ kind }) => kind === 'IntegrationFlow');
    await world.library.write([
      { sql: "UPDATE artifacts SET version = '9.9.9' WHERE id = ?", params: [changed?.id ?? ''] },
    ]);
    await world.run(packageScope(other));
    expect(world.asked()).toEqual([exportPath(other.Id)]);
  });

  it('goes one by one where an export is refused, remembers that, and names what is lost', async () => {
    world.tenant.put(exportPath(plain.Id), refusal('auth.forbidden', 403));
    const { id } = await world.run(packageScope(plain));
    expect(world.asked().toSorted()).toEqual(
      [exportPath(plain.Id), ...plain.artifacts.map(artifactPath)].toSorted(),
    );
    const [pack] = (await world.items(id)).filter(({ kind }) => kind === 'IntegrationPackage');
    expect(pack).toMatchObject({
      result: 'listed',
      way: 'single',
      reason: { single: 'export-refused', losesUnlisted: true, error: { code: 'auth.forbidden' } },
    });
    await world.run(packageScope(plain));
    expect(world.asked()).toEqual([]);
    await world.run(packageScope(plain), 'library', 'verify');
    expect(world.asked()).toContain(exportPath(plain.Id));
  });

  it('goes one by one where a draft was made since the lists were read', async () => {
    world.tenant.put(exportPath(plain.Id), refusal('tenant.failed', 500));
    const { id, job } = await world.run(packageScope(plain));
    expect(job?.state).toBe('done');
    expect((await world.state(id))?.counts).toMatchObject({ got: plain.artifacts.length, listed: 1 });
  });

  it('tries a configure-only package once', async () => {
    world.tenant.put(exportPath(locked.Id), refusal('auth.forbidden', 403));
    const { id } = await world.run(packageScope(locked));
    expect(world.asked()).toEqual([exportPath(locked.Id)]);
    const items = await world.items(id);
    expect(
      items.every(({ result, reason }) => result === 'refused' && reason?.isConfigureOnly === true),
    ).toBe(true);
    await world.run(packageScope(locked));
    expect(world.asked()).toEqual([]);
    expect(await world.plan(packageScope(locked))).toMatchObject({
      requests: 0,
      packages: [{ way: 'refused' }],
    });
  });

  it('says of one artifact why it did not come, and brings the others', async () => {
    const [bad] = drafty.artifacts;
    world.tenant.put(artifactPath(bad ?? fail()), new TextEncoder().encode('<html>Sign in</html>'));
    const { id, job } = await world.run(packageScope(drafty));
    expect(job?.state).toBe('done');
    const refused = (await world.items(id)).filter(({ result }) => result === 'refused');
    expect(refused).toMatchObject([{ id: bad?.id, reason: { error: { code: 'content.unreadable' } } }]);
  });

  it('goes on after the network was gone and the app was ended, without asking twice', async () => {
    let left = 4;
    world.tenant.before = () => {
      if (left-- <= 0) throw new AppError('network.offline', 'No network.');
    };
    const { id, job } = await world.run(tenant);
    expect(job).toMatchObject({ state: 'failed', error: { code: 'network.offline' } });
    const before = world.asked().slice(0, 4);
    world.restart();
    expect(await world.state(id)).toMatchObject({ state: 'failed', error: { code: 'network.offline' } });
    world.tenant.before = () => undefined;
    expect((await world.resume(id)).job?.state).toBe('done');
    const after = world.asked();
    expect(after.filter((path) => before.includes(path))).toEqual([]);
    expect(before.length + after.length).toBe(3 + drafty.artifacts.length);
  });

  it('that was under way when the app ended is told as interrupted, also when it verifies', async () => {
    let left = 3;
    // The app is gone: its answers never come.
    world.tenant.before = () => (left-- <= 0 ? new Promise<void>(() => undefined) : undefined);
    const wanted = { connectionId, scope: tenant, mode: 'verify', form: 'library' } as const;
    const started = await world.service.start(wanted, never);
    const id = started?.existing === undefined ? (started?.downloadId ?? '') : '';
    await expect.poll(async () => (await world.state(id))?.counts.got).toBeGreaterThan(3);
    world.restart();
    expect((await world.state(id))?.state).toBe('interrupted');
    const home = (await world.items(id)).filter(
      ({ kind, result }) => kind === 'IntegrationPackage' && result === 'got',
    );
    expect(home.length).toBeGreaterThan(0);
    world.asked();
    world.tenant.before = () => undefined;
    expect((await world.resume(id)).job?.state).toBe('done');
    const again = world.asked();
    expect(home.filter((one) => again.includes(exportPath(one.id)))).toEqual([]);
  });

  it('is cancelled as a job and keeps what came until then', async () => {
    world.tenant.before = async ({ signal }) => {
      if (world.tenant.requests.length > 2)
        await new Promise((_, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason as Error)),
        );
    };
    const started = await world.service.start(
      { connectionId, scope: tenant, mode: 'changed', form: 'library' },
      never,
    );
    const id = started?.existing === undefined ? (started?.downloadId ?? '') : '';
    const jobId = (await world.state(id))?.jobId ?? '';
    await expect.poll(async () => (await world.state(id))?.counts.got).toBeGreaterThan(0);
    world.jobs.cancel(jobId);
    expect((await world.jobs.ended(jobId))?.state).toBe('cancelled');
    expect(await world.state(id)).toMatchObject({ state: 'cancelled', error: undefined });
  });
});

describe('saving', () => {
  it('writes the same tree every time, without stamps', async () => {
    await world.list([drafty, plain]);
    world.folder = newFolder();
    const { id } = await world.run(tenant, 'folders');
    const tree = filesIn(world.folder);
    await world.service.showFolder({ connectionId, downloadId: id });
    expect(world.opened).toEqual([world.folder]);
    const another = await downloadWorld();
    await another.list([plain, drafty]);
    another.now += 86_400_000;
    another.folder = newFolder();
    await another.run(tenant, 'folders', 'verify');
    expect(filesIn(another.folder)).toEqual(tree);
    const texts = Object.entries(tree).filter(([path]) => path.endsWith('.prop'));
    expect(texts.length).toBeGreaterThan(0);
    for (const [, text] of texts)
      expect(Buffer.from(text, 'base64').toString()).not.toMatch(/^#\w{3} \w{3} \d\d \d\d:\d\d/m);
    const description = JSON.parse(
      readFileSync(join(world.folder, plain.Id, 'integration-package.json'), 'utf8'),
    ) as { artifacts: { id: string; place: string | null }[] };
    expect(description.artifacts.map(({ id: one }) => one)).toEqual(
      expect.arrayContaining([...plain.artifacts, ...plain.exportOnly].map((one) => one.id)),
    );
  });

  it('asks once about what is there, and leaves it alone until then', async () => {
    world.folder = newFolder();
    const [flow] = plain.artifacts;
    const place = join(world.folder, plain.Id, `${flow?.id ?? ''}.zip`);
    await world.run(packageScope(plain), 'zips');
    expect(readFileSync(place)).toEqual(Buffer.from(flow?.zip() ?? []));
    writeFileSync(place, 'my own');
    const wanted = { connectionId, scope: packageScope(plain), mode: 'changed', form: 'zips' } as const;
    const asked = await world.service.start(wanted, never);
    if (asked?.existing === undefined) throw new Error('Nothing was asked.');
    expect(asked.existing).toMatchObject({ folder: world.folder });
    expect(asked.existing.count).toBeGreaterThanOrEqual(plain.artifacts.length);
    expect(readFileSync(place, 'utf8')).toBe('my own');
    const { token } = asked.existing;
    await world.run(packageScope(plain), 'zips', 'changed', { token, existing: 'keep-both' });
    expect(readFileSync(place, 'utf8')).toBe('my own');
    expect(existsSync(join(world.folder, `${plain.Id} (2)`, `${flow?.id ?? ''}.zip`))).toBe(true);
    await expect(
      world.run(packageScope(plain), 'zips', 'changed', { token, existing: 'replace' }),
    ).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it('replaces a tree: what is gone goes, what others put there stays', async () => {
    world.folder = newFolder();
    await world.run(packageScope(other), 'folders');
    const [gone, stays] = other.artifacts;
    const own = join(world.folder, other.Id, 'README.md');
    writeFileSync(own, 'ours');
    writeFileSync(join(world.folder, other.Id, stays?.id ?? '', 'old.txt'), 'from an older version');
    await world.library.write([{ sql: 'DELETE FROM artifacts WHERE id = ?', params: [gone?.id ?? ''] }]);
    world.tenant.put(exportPath(other.Id), refusal('auth.forbidden', 403));
    const wanted = { connectionId, scope: packageScope(other), mode: 'verify', form: 'folders' } as const;
    const asked = await world.service.start(wanted, never);
    const token = asked?.existing?.token ?? '';
    await world.run(packageScope(other), 'folders', 'verify', { token, existing: 'replace' });
    const files = Object.keys(filesIn(world.folder));
    expect(files).toContain(`${other.Id}/README.md`);
    expect(files.filter((file) => file.startsWith(`${other.Id}/${gone?.id ?? ''}/`))).toEqual([]);
    expect(files.filter((file) => file.endsWith('old.txt'))).toEqual([]);
  });

  it('saves exports as they were handed out, and zips where there is none', async () => {
    world.folder = newFolder();
    await world.run(tenant, 'exports');
    expect(readFileSync(join(world.folder, `${plain.Id}.zip`))).toEqual(Buffer.from(plain.export()));
    const [single] = drafty.artifacts;
    expect(existsSync(join(world.folder, drafty.Id, `${single?.id ?? ''}.zip`))).toBe(true);
    expect(existsSync(join(world.folder, `${drafty.Id}.zip`))).toBe(false);
  });

  it('keeps properties and configuration of what SAP does not hand out, without secrets', async () => {
    world.tenant.put(exportPath(locked.Id), refusal('auth.forbidden', 403));
    const flow = locked.artifacts.find(({ kind }) => kind === 'IntegrationFlow');
    await world.library.write([
      {
        sql: `INSERT OR REPLACE INTO configurations (artifact_id, position, key, value, data_type, description)
              VALUES (?1, 90, 'erp.password', 'hunter2', 'xsd:string', ''), (?1, 91, 'erp.host', 'erp.example', 'xsd:string', '')`,
        params: [flow?.id ?? ''],
      },
    ]);
    world.folder = newFolder();
    await world.run(packageScope(locked), 'folders');
    const files = filesIn(world.folder);
    expect(Object.keys(files)).toContain(`${locked.Id}/integration-package.json`);
    const text = readFileSync(
      join(world.folder, locked.Id, 'configurations', `${flow?.id ?? ''}.json`),
      'utf8',
    );
    expect(text).toContain('erp.example');
    expect(text).not.toContain('hunter2');
  });

  it('says that the folder is gone, and goes on in another one without a request', async () => {
    world.folder = newFolder();
    const chosen = world.folder;
    world.tenant.before = () => rmSync(chosen, { recursive: true, force: true });
    const { id, job } = await world.run(packageScope(plain), 'zips');
    expect(job).toMatchObject({ state: 'failed', error: { code: 'disk.folder-gone' } });
    world.tenant.before = () => undefined;
    world.asked();
    world.folder = newFolder();
    expect((await world.resume(id, { elsewhere: true })).job?.state).toBe('done');
    expect(world.asked()).toEqual([]);
    expect(existsSync(join(world.folder, plain.Id))).toBe(true);
  });

  it('follows no link out of the folder', async () => {
    world.folder = newFolder();
    const elsewhere = newFolder();
    symlinkSync(elsewhere, join(world.folder, plain.Id));
    const { job } = await world.run(packageScope(plain), 'zips');
    expect(job).toMatchObject({ state: 'failed', error: { code: 'disk.file-exists' } });
    expect(filesIn(elsewhere)).toEqual({});
  });

  it('never takes the place of what came into its way meanwhile', async () => {
    const folder = newFolder();
    world.folder = folder;
    const [flow] = plain.artifacts;
    world.tenant.before = () => {
      mkdirSync(join(folder, plain.Id), { recursive: true });
      writeFileSync(join(folder, plain.Id, `${flow?.id ?? ''}.zip`), 'somebody else');
    };
    const { id, job } = await world.run(packageScope(plain), 'zips');
    expect(job).toMatchObject({ state: 'failed', error: { code: 'disk.file-exists' } });
    const asked = await world.service.resume({ connectionId, downloadId: id }, never);
    const token = asked?.existing?.token ?? '';
    expect((await world.resume(id, { target: { token, existing: 'keep-both' } })).job?.state).toBe('done');
    expect(readFileSync(join(folder, plain.Id, `${flow?.id ?? ''}.zip`), 'utf8')).toBe('somebody else');
  });
});

describe('inputs', () => {
  it('name no folder of their own', () => {
    const wanted = { connectionId, scope: tenant, mode: 'changed', form: 'zips' };
    expect(downloadsInputs.start.safeParse(wanted).success).toBe(true);
    expect(downloadsInputs.start.safeParse({ ...wanted, folder: '/etc' }).success).toBe(false);
    const target = { token: '/etc', existing: 'replace' };
    expect(downloadsInputs.start.safeParse({ ...wanted, target }).success).toBe(false);
  });
});

function fail(): never {
  throw new Error('The package has no artifact.');
}
