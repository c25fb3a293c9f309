import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { layoutWithout } from '../../../../src-main/app/layout-without.ts';
import { WindowLayouts } from '../../../../src-main/app/window-layouts.ts';
import { ConnectionsRepository } from '../../../../src-main/connections/connections-repository.ts';
import { ProjectService } from '../../../../src-main/projects/project-service.ts';
import { searchFolder } from '../../../../src-main/projects/search-folder.ts';
import { UnfinishedEnd } from '../../../../src-main/projects/unfinished-end.ts';
import { record } from '../connections/fakes.ts';
import { MemoryFile } from '../secrets/fake-encryption.ts';

let userData: string;
beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'atlas-projects-'));
  for (const folder of ['libraries', 'journal', 'logs']) mkdirSync(join(userData, folder));
});
afterEach(() => rm(userData, { recursive: true, force: true }));

const put = (name: string, text: string | Buffer): void => writeFileSync(join(userData, name), text);

const contoso = (id: string) => ({
  ...record,
  id,
  name: `Contoso ${id}`,
  folder: 'Contoso',
  tenantUrl: `https://${id}.contoso.example`,
  access: {
    kind: 'client-secret',
    tokenUrl: 'https://login.contoso.example/oauth/token',
    clientId: `sb-${id}-client`,
  } as const,
});
const other = { ...contoso('fabrikam-1'), name: 'Fabrikam', folder: 'Fabrikam' };

/** A service over real files; `breaks` makes a step fail as a kill would. */
function createWorld(file = new MemoryFile(), unfinished = new MemoryFile()) {
  const repository = new ConnectionsRepository(file);
  const done: string[] = [];
  const world = { breaks: '' };
  const step = (name: string, id: string, work: () => Promise<unknown>) => async () => {
    if (world.breaks === name) throw new Error('killed');
    await work();
    done.push(`${name} ${id}`);
  };
  const service = new ProjectService({
    userData,
    unfinished: new UnfinishedEnd(unfinished),
    repository,
    secretIds: () => [`connection:contoso-1`, `library:contoso-1`, 'journal:key'],
    closeGate: (id) => step('gate', id, () => Promise.resolve())(),
    removeConnection: (id) =>
      step('connection', id, async () => {
        await rm(join(userData, 'libraries', `${id}.db`), { force: true });
        repository.remove(id);
      })(),
    removeJournal: (id) =>
      step('journal', id, () => rm(join(userData, 'journal', `${id}.jsonl`), { force: true }))(),
    forget: (ids, folders) => {
      if (world.breaks === 'forget') throw new Error('killed');
      done.push(`forget ${ids.join(' ')} of ${folders.join()}`);
    },
  });
  return { service, repository, done, world, file, unfinished };
}

function fill(): ReturnType<typeof createWorld> {
  const world = createWorld();
  for (const one of [contoso('contoso-1'), contoso('contoso-2'), other]) world.repository.add(one);
  put('libraries/contoso-1.db', 'encrypted');
  put('libraries/fabrikam-1.db', 'encrypted');
  put('journal/contoso-1.jsonl', '{"host":"contoso-1.contoso.example"}');
  put('logs/main.log', 'started\nfailed at contoso-2.contoso.example\nfabrikam-1 is fine\n');
  put('connections.set-aside-2026-01-01.json', '{"id":"contoso-1"}');
  put('secrets.set-aside-2026-01-01.json', '{"secrets":{"connection:fabrikam-1":{}}}');
  put('queries.set-aside-2026-01-01.json', '{"queries":[{"connectionId":"contoso-1"}]}');
  put('recent-files.json.tmp-17', '["contoso-1"]');
  return world;
}

describe('the end of a project', () => {
  it('deletes what is kept of its connections, leaves the others, and finds nothing afterwards', async () => {
    const { service, repository, done, unfinished } = fill();
    const report = await service.end(['contoso-1', 'contoso-2'], ' Contoso ');
    expect(report).toMatchObject({
      project: 'Contoso',
      wasResumed: false,
      libraryFiles: 1,
      secrets: 2,
      journals: 1,
      logLines: 1,
      settingsFiles: 3,
      traces: [],
      shared: ['login.contoso.example'],
    });
    expect(report.searchedFiles).toBeGreaterThan(2);
    expect(repository.list().map(({ id }) => id)).toEqual(['fabrikam-1']);
    expect(done.indexOf('gate contoso-1')).toBeLessThan(done.indexOf('journal contoso-1'));
    expect(done.at(-1)).toBe('forget contoso-1 contoso-2 of Contoso');
    expect(readdirSync(userData)).toContain('secrets.set-aside-2026-01-01.json');
    expect(readFileSync(join(userData, 'logs', 'main.log'), 'utf8')).toBe('started\nfabrikam-1 is fine\n');
    expect(JSON.stringify(unfinished.content)).not.toContain('contoso');
  });

  it.each([
    ['a file nobody knows', 'Cache', 'x contoso-2.CONTOSO.example y'],
    ['a file in UTF-16', 'State', Buffer.from('sb-contoso-1-client', 'utf16le')],
    ['the name of a file', 'contoso-1.tmp', ''],
    ['a file longer than one piece', 'Large', `${'x'.repeat((1 << 20) - 5)}contoso-1.contoso.example`],
  ])('tells what it finds in %s', async (_what, name, content) => {
    const { service } = fill();
    put(name, content);
    const { traces } = await service.end(['contoso-1', 'contoso-2'], 'Contoso');
    expect(traces.map(({ file }) => file)).toContain(name);
  });

  it('does nothing where another name is typed, or a connection is not there', async () => {
    const { service, done, unfinished } = fill();
    await expect(service.end(['contoso-1', 'contoso-2'], 'contoso')).rejects.toMatchObject({
      code: 'input.invalid',
    });
    await expect(service.end(['contoso-1', 'nowhere'], 'Contoso')).rejects.toMatchObject({
      code: 'connection.not-found',
    });
    expect(done).toEqual([]);
    expect(unfinished.content).toEqual({});
  });

  it.each(['gate', 'connection', 'journal', 'forget'])(
    'is finished at the next start after a kill at: %s',
    async (step) => {
      const before = fill();
      before.world.breaks = step;
      await expect(before.service.end(['contoso-1', 'contoso-2'], 'Contoso')).rejects.toThrow('killed');
      const next = createWorld(before.file, before.unfinished);
      const failed = vi.fn();
      next.service.resume(failed);
      const report = await next.service.resumed();
      expect(report).toMatchObject({ project: 'Contoso', wasResumed: true, traces: [] });
      expect(next.repository.list().map(({ id }) => id)).toEqual(['fabrikam-1']);
      expect(existsSync(join(userData, 'journal', 'contoso-1.jsonl'))).toBe(false);
      expect(failed).not.toHaveBeenCalled();
      expect(await next.service.resumed()).toBeUndefined();
      const third = createWorld(before.file, before.unfinished);
      third.service.resume(failed);
      expect(await third.service.resumed()).toBeUndefined();
    },
  );

  it('has searched before it forgets what for, so that the next start tells of one killed meanwhile', async () => {
    const { service, unfinished } = fill();
    const write = unfinished.write.bind(unfinished);
    unfinished.write = (value) => {
      // Nothing finds this any more.
      if (!('ending' in value)) put('late', 'contoso-1');
      write(value);
    };
    const { traces } = await service.end(['contoso-1', 'contoso-2'], 'Contoso');
    expect(traces).toEqual([]);
    expect(readdirSync(userData)).toContain('late');
  });

  it('leaves no half-written log behind', async () => {
    const { service } = fill();
    put('logs/main.log.new', 'started\nfailed at cont');
    await service.end(['contoso-1', 'contoso-2'], 'Contoso');
    expect(readdirSync(join(userData, 'logs'))).toEqual(['main.log']);
  });

  it('forgets the demo tenant that was removed before, too', async () => {
    const { service, repository } = createWorld();
    repository.add({ ...record, id: 'demo-id', name: 'Demo tenant', isDemo: true });
    const { traces, shared } = await service.end(['demo-id'], 'Demo tenant');
    expect([traces, shared]).toEqual([[], []]);
    expect(repository.removedDemo()).toBeUndefined();
  });
});

describe('layouts', () => {
  const tab = (connectionId: string) => ({
    id: `content|connectionId=${connectionId}`,
    area: 'content',
    title: connectionId,
    target: { connectionId },
  });
  const layout = {
    connectionId: 'gone',
    activeTab: tab('gone').id,
    tabs: [tab('gone'), tab('stays')],
    panes: {
      connections: '340',
      'tabs.front': JSON.stringify({ gone: tab('gone').id, stays: tab('stays').id }),
      'tabs.split': JSON.stringify({ focused: 'main', side: 'gone' }),
      'connections.closed': JSON.stringify({ 'folder Contoso': '1', 'folder Fabrikam': '1' }),
      odd: 'gone',
    },
  };

  it('keep everything that does not name what is gone', () => {
    expect(layoutWithout(layout, ['gone', 'folder Contoso'])).toEqual({
      tabs: [tab('stays')],
      panes: {
        connections: '340',
        'tabs.front': JSON.stringify({ stays: tab('stays').id }),
        'tabs.split': JSON.stringify({ focused: 'main' }),
        'connections.closed': JSON.stringify({ 'folder Fabrikam': '1' }),
      },
    });
  });

  it('do not take it from a window that writes late', () => {
    const file = new MemoryFile({ layout });
    const layouts = new WindowLayouts(file);
    layouts.opened(1);
    layouts.forget(['gone'], ['Contoso']);
    layouts.write(1, layout);
    expect(JSON.stringify(file.content)).not.toContain('gone');
    expect(layouts.read(1).tabs).toEqual([tab('stays')]);
  });

  it('are cleaned in the file where no window is known yet', () => {
    const file = new MemoryFile({ layout });
    new WindowLayouts(file).forget(['gone'], []);
    expect(JSON.stringify(file.content)).not.toContain('gone');
    expect(JSON.stringify(file.content)).toContain('stays');
  });
});

it('a search without a text finds nothing', async () => {
  put('any', 'thing');
  expect(await searchFolder(userData, [])).toEqual({ files: 1, bytes: 5, traces: [] });
});
