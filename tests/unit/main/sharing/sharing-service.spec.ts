import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { ConnectionRecord } from '../../../../src-main/connections/connection-record.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { FakeEncryption } from '../secrets/fake-encryption.ts';
import {
  acme,
  createComputer,
  demo,
  exportedBy,
  fileOf,
  ids,
  keep,
  nordwind,
  opened,
  passphrase,
  secretOf,
  take,
  windowId,
} from './sharing-world.ts';

let here: ReturnType<typeof createComputer>;
let there: ReturnType<typeof createComputer>;
beforeEach(() => {
  here = createComputer();
  there = createComputer();
});
afterEach(() => {
  here[Symbol.dispose]();
  there[Symbol.dispose]();
});

describe('an export', () => {
  it('writes what was chosen, by name, and notes each in the journal before the file is there', async () => {
    const app = here.start();
    await keep(app, nordwind);
    await keep(app, acme);
    const outcome = await app.sharing.export([ids.nordwind, ids.acme, ids.acme]);
    expect(outcome).toEqual({ file: here.target.file, count: 2, withoutSecrets: [] });
    const { connections } = JSON.parse(here.exported()) as { connections: { name: string }[] };
    expect(connections.map(({ name }) => name)).toEqual(['Acme', 'Nordwind']);
    const host = 'acme.it-cpi001.cfapps.eu10.hana.ondemand.com';
    expect(here.journal.exported.mock.calls).toContainEqual([{ id: ids.acme, name: 'Acme', host }, false]);
    expect(here.journal.exported).toHaveBeenCalledTimes(2);
  });

  it('writes nothing where the journal cannot be written, or where the person cancels', async () => {
    const app = here.start();
    await keep(app, acme);
    here.journal.exported.mockRejectedValueOnce(new AppError('disk.full', 'full'));
    await expect(app.sharing.export([ids.acme])).rejects.toMatchObject({ code: 'disk.full' });
    expect([...here.disk().keys()]).not.toContain('export.json');
    here.target.file = undefined;
    await expect(app.sharing.export([ids.acme])).resolves.toBeUndefined();
    expect(here.journal.exported).toHaveBeenCalledTimes(1);
  });

  it('refuses the demo tenant and what is not there', async () => {
    const app = here.start();
    await keep(app, demo);
    await expect(app.sharing.export([ids.demo])).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(app.sharing.export([ids.acme])).rejects.toMatchObject({ code: 'connection.not-found' });
  });

  it('names those whose secret is not in the file, and stops where no secret can be read now', async () => {
    const encryption = new FakeEncryption();
    using computer = createComputer({ encryption });
    const app = computer.start();
    await keep(app, acme, { clientSecret: 'one' });
    await keep(app, nordwind, { clientSecret: 'two' });
    await keep(app, { ...acme, id: ids.demo, name: 'Never entered' });
    encryption.ring = 'another ring';
    await keep(
      app,
      { ...acme, id: '11111111-1111-4111-8111-111111111111', name: 'New' },
      { clientSecret: 'x' },
    );
    const all = app.repository.list().map(({ id }) => id);
    await expect(app.sharing.export(all, passphrase)).resolves.toMatchObject({
      count: 4,
      withoutSecrets: ['Acme', 'Never entered', 'Nordwind'],
    });
    encryption.now = { state: 'locked', backend: 'fake' };
    await expect(app.sharing.export([ids.acme], passphrase)).rejects.toMatchObject({
      code: 'secrets.locked',
    });
  });
});

describe('an import', () => {
  it('brings connections and secrets to an empty computer, bound to their hosts', async () => {
    const text = await exportedBy(there);
    const app = here.start();
    const reading = await opened(app, text);
    expect(reading.found).toMatchObject([
      { name: 'Acme', hasSecrets: true, conflict: undefined, file: 'shared.json' },
      { name: 'Nordwind', hasSecrets: true },
    ]);
    expect(JSON.stringify(reading)).not.toContain('secret of');
    await expect(take(app, reading, 'skip')).resolves.toEqual({ added: 2, replaced: 0, skipped: 0 });

    const next = here.start();
    const kept = next.repository.list();
    expect(kept.map(({ id }) => id)).toEqual([ids.acme, ids.nordwind]);
    const { proxy, edge, flowKey, notes, webUiUrl, folder, tags } = nordwind;
    const same = { proxy, edge, flowKey, notes, webUiUrl, folder, tags, isFavourite: false };
    expect(next.repository.get(ids.nordwind)).toMatchObject(same);
    expect(next.repository.get(ids.nordwind).trust.servers).toEqual([]);
    await expect(secretOf(next, acme)).resolves.toBe('secret of acme');
    await expect(secretOf(next, nordwind, 'proxyPassword')).resolves.toBe('pp');
    const stranger: ConnectionRecord = { ...acme, tenantUrl: 'https://stranger.example' };
    await expect(secretOf(next, stranger)).rejects.toMatchObject({ code: 'secrets.other-destination' });
    const imported = here.journal.imported.mock.calls as unknown[][];
    expect(imported.map(([, how, secrets]) => [how, secrets])).toEqual([
      ['added', true],
      ['added', true],
    ]);
  });

  it('without secrets asks for them where they are new, and keeps those that are here', async () => {
    const text = await exportedBy(there, false);
    const app = here.start();
    await keep(app, { ...acme, name: 'Own name' }, { clientSecret: 'own secret' });
    const reading = await opened(app, text);
    expect(reading.found.map(({ conflict }) => conflict?.why)).toEqual(['same-id', undefined]);
    await take(app, reading, 'replace');
    expect(app.repository.get(ids.acme).name).toBe('Acme');
    await expect(secretOf(app, acme)).resolves.toBe('own secret');
    expect(app.secrets.stateOf(`connection:${ids.nordwind}`)).toBe('missing');
  });

  it('skips, replaces or keeps both, as the person says', async () => {
    const text = await exportedBy(there);
    const own = { ...acme, id: '22222222-2222-4222-8222-222222222222', name: 'Own', reachedHost: undefined };
    const app = here.start();
    await keep(app, own, { clientSecret: 'own', proxyPassword: 'left over' });
    const [first] = (await opened(app, text)).found;
    expect(first?.conflict).toEqual({
      connectionId: own.id,
      name: 'Own',
      why: 'same-tenant-and-client',
      canReplace: true,
    });
    await expect(take(app, await opened(app, text), 'skip')).resolves.toMatchObject({ added: 1, skipped: 1 });
    await expect(secretOf(app, own)).resolves.toBe('own');

    await expect(take(app, await opened(app, text), 'replace')).resolves.toMatchObject({ replaced: 2 });
    expect(app.replaced.mock.calls).toEqual([[own.id], [ids.nordwind]]);
    await expect(secretOf(app, own)).resolves.toBe('secret of acme');
    expect(app.secrets.stateOf(`connection:${own.id}:proxyPassword`)).toBe('missing');
    expect(app.repository.get(own.id)).toMatchObject({ name: 'Acme', createdAt: own.createdAt });

    await expect(take(app, await opened(app, text), 'both')).resolves.toMatchObject({ added: 2 });
    const names = here
      .start()
      .repository.list()
      .map(({ name }) => name);
    expect(names).toEqual(['Acme', 'Nordwind', 'Acme (copy)', 'Nordwind (copy)']);
  });

  it('keeps whom this computer trusts, and refuses to put a tenant on the library of another one', async () => {
    const text = await exportedBy(there);
    const app = here.start();
    const servers = [{ host: 'a.example:443', fingerprint: 'EF' }];
    await keep(app, { ...acme, trust: { authorities: [], servers }, reachedHost: 'elsewhere.example' });
    await keep(app, { ...nordwind, trust: { authorities: [], servers }, keepsPayloads: true });
    const reading = await opened(app, text);
    expect(reading.found.map(({ conflict }) => conflict?.canReplace)).toEqual([false, true]);
    await expect(take(app, reading, 'replace')).rejects.toMatchObject({ code: 'input.invalid' });
    const choices = reading.found.map(({ key, conflict }) => ({
      key,
      choice: conflict?.canReplace ? ('replace' as const) : ('both' as const),
    }));
    await app.sharing.import(reading.importId, choices, windowId);
    expect(app.repository.get(ids.nordwind).trust).toEqual({ ...nordwind.trust, servers });
    expect(app.repository.get(ids.nordwind).keepsPayloads).toBe(true);
  });

  it('puts connections into the folder there is, and moves none that the file says nothing of', async () => {
    const text = await exportedBy(there, false);
    const app = here.start();
    await keep(app, { ...acme, folder: 'ACME', tags: ['mine'] });
    await keep(app, { ...acme, id: ids.demo, folder: 'nordWIND', tenantUrl: 'https://other.example' });
    await take(app, await opened(app, text), 'replace');
    expect(app.repository.get(ids.acme)).toMatchObject({ folder: 'ACME', tags: ['mine'] });
    expect(app.repository.get(ids.nordwind)).toMatchObject({ folder: 'nordWIND', tags: ['on call', 'eu'] });
  });

  it('replaces one connection once, and takes the demo tenant for none', async () => {
    const text = await exportedBy(there, false);
    const content = JSON.parse(text) as { connections: Record<string, unknown>[] };
    const [one = {}] = content.connections;
    const twice = JSON.stringify({ ...content, connections: [one, { ...one, id: ids.nordwind }] });
    const app = here.start();
    await keep(app, acme);
    await keep(app, { ...demo, id: ids.nordwind });
    const { found } = await opened(app, twice);
    expect(found.map(({ conflict }) => [conflict?.connectionId, conflict?.canReplace])).toEqual([
      [ids.acme, true],
      [ids.nordwind, false],
    ]);
  });

  it('takes up a library that its tenant filled, and opens no other one by its id', async () => {
    const text = await exportedBy(there, false);
    const app = here.start();
    here.unclaimed.ids = () => [ids.nordwind] as never;
    here.unclaimed.filledBy.mockResolvedValueOnce('33333333-3333-4333-8333-333333333333');
    await take(app, await opened(app, text), 'skip');
    const [first, second] = app.repository.list();
    expect(first).toMatchObject({
      id: '33333333-3333-4333-8333-333333333333',
      reachedHost: 'acme.it-cpi001.cfapps.eu10.hana.ondemand.com',
    });
    expect(second?.id).toMatch(/^00000000-/);
  });

  it('names what is against the rules of the form, and takes the others', async () => {
    const content = JSON.parse(await exportedBy(there, false)) as { connections: Record<string, unknown>[] };
    const [one = {}, two = {}] = content.connections;
    const text = JSON.stringify({
      ...content,
      connections: [
        one,
        { ...two, tenantUrl: 'http://plain.example' },
        { ...two, name: 'UI', tenantUrl: 'https://u:p@x.example' },
      ],
    });
    const { found, refused } = await opened(here.start(), text);
    expect(found.map(({ name }) => name)).toEqual(['Acme']);
    expect(refused).toEqual([
      { name: 'Nordwind', reason: expect.stringContaining('https only') as unknown },
      { name: 'UI', reason: expect.stringContaining('user or password') as unknown },
    ]);
  });

  it('ends with words where the connections changed meanwhile, or what was read is gone', async () => {
    const text = await exportedBy(there);
    const app = here.start();
    const reading = await opened(app, text);
    await keep(app, acme);
    const changed = { code: 'sharing.changed' };
    await expect(take(app, reading, 'skip')).rejects.toMatchObject(changed);
    const again = await opened(app, text);
    app.repository.remove(ids.acme);
    await expect(take(app, again, 'replace')).rejects.toMatchObject(changed);
    expect(app.repository.list()).toEqual([]);
    for (const forget of [
      (id: string) => app.sharing.leave(id, windowId),
      () => app.sharing.forget(windowId),
      () => app.sharing.forget(),
    ]) {
      const { importId } = await opened(app, text);
      forget(importId);
      await expect(app.sharing.import(importId, [], windowId)).rejects.toMatchObject(changed);
    }
    const { importId } = await opened(app, text);
    await expect(app.sharing.import(importId, [], windowId + 1)).rejects.toMatchObject(changed);
  });

  it('keeps secrets in memory where nothing encrypts, as those that are typed', async () => {
    const text = await exportedBy(there);
    here.encryption.now = { state: 'unavailable', backend: 'basic_text' };
    const app = here.start();
    await take(app, await opened(app, text), 'skip');
    expect(app.secrets.stateOf(`connection:${ids.acme}`)).toBe('session');
    await expect(secretOf(app, acme)).resolves.toBe('secret of acme');
    expect([...here.disk().values()].join('')).not.toContain('secret of acme');
    expect(here.start().secrets.stateOf(`connection:${ids.acme}`)).toBe('missing');
  });
});

describe('several files', () => {
  const key = (name: string) =>
    JSON.stringify({
      oauth: {
        clientid: 'sb-1!b1|it!b2',
        clientsecret: 'open sesame, please',
        url: `https://${name}.it-cpi001.cfapps.eu10.hana.ondemand.com`,
        tokenurl: `https://${name}.authentication.eu10.hana.ondemand.com/oauth/token`,
      },
    });

  it('are read together: keys, a file of connections, and what is neither, with the reason', async () => {
    const app = here.start();
    const locked = await exportedBy(there);
    const reading = await app.sharing.read(
      [
        fileOf('dev.json', key('acme-dev')),
        fileOf('prd.json', key('acme-prd')),
        fileOf('copy of prd.json', key('acme-prd')),
        fileOf('cert.pem', '-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----'),
        fileOf('\u202Ereadme.txt', 'hello'),
        fileOf('locked.json', locked),
        fileOf('open.json', '{"format":"tenant-atlas-connections","version":9}'),
      ],
      windowId,
    );
    expect(reading.found.map(({ name, environment, hasSecrets }) => [name, environment, hasSecrets])).toEqual(
      [
        ['acme-dev', 'development', true],
        ['acme-prd', 'production', true],
      ],
    );
    expect(Object.fromEntries(reading.refused.map(({ name, reason }) => [name, reason]))).toEqual({
      'copy of prd.json': 'The same tenant and client as in prd.json.',
      'cert.pem': 'It does not name a tenant.',
      'readme.txt': expect.stringContaining('no JSON') as unknown,
      'locked.json': expect.stringContaining('Import it alone') as unknown,
      'open.json': 'The file is of a newer version.',
    });
    await take(app, reading, 'skip');
    const [dev] = app.repository.list();
    await expect(secretOf(app, dev ?? acme)).resolves.toBe('open sesame, please');
    expect(here.journal.imported).toHaveBeenCalledTimes(2);
  });

  it('and folders are read together where they are dropped', async () => {
    const app = here.start();
    const inFolder = fileOf('prd.json', key('acme-prd'));
    const reading = await app.sharing.read(
      [fileOf('dev.json', key('acme-dev')), dirname(inFolder), join(here.folder, 'gone')],
      windowId,
    );
    expect(reading.found.map(({ name, file }) => [name, file])).toEqual([
      ['acme-dev', 'dev.json'],
      ['acme-prd', 'prd.json'],
    ]);
    expect(reading.refused).toEqual([{ name: 'gone', reason: 'It is no longer there.' }]);
  });

  it('can be chosen by the dialog, and cancelled', async () => {
    const app = here.start();
    await expect(app.sharing.choose('files', windowId)).resolves.toBeUndefined();
    writeFileSync(join(here.folder, 'key.json'), key('acme-qas'));
    here.sources.paths = [join(here.folder, 'key.json')];
    const reading = await app.sharing.choose('files', windowId);
    expect(reading?.found).toMatchObject([{ name: 'acme-qas', file: 'key.json', environment: 'test' }]);
  });

  it('do not come back where they were forgotten while they were read', async () => {
    const app = here.start();
    writeFileSync(join(here.folder, 'key.json'), key('acme-qas'));
    here.sources.paths = [join(here.folder, 'key.json')];
    for (const of of [undefined, windowId]) {
      const reading = app.sharing.choose('files', windowId);
      app.sharing.forget(of);
      await expect(reading).rejects.toMatchObject({ code: 'sharing.changed' });
    }
    const reading = app.sharing.choose('files', windowId);
    app.sharing.forget(windowId + 1);
    await expect(reading).resolves.toMatchObject({ found: [{ name: 'acme-qas' }] });
  });
});
