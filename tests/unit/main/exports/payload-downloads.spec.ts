import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from 'vitest';

import { PayloadDownloads } from '../../../../src-main/exports/payload-downloads.ts';
import { endingOfBytes } from '../../../../src-main/exports/place-file.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { usualPattern } from '../../../../src-shared/exports/name-pattern.ts';
import type { ChosenMessages, DownloadPlan, PayloadDownload } from '../../../../src-shared/model/exports.ts';
import type { Job } from '../../../../src-shared/model/jobs.ts';
import { connection } from '../content/content-world.ts';
import { temporaryFolder } from '../library/temporary-library.ts';
import { type FakeMessage, serveMessages } from '../messages/fake-messages.ts';
import { type MessageWorld, messageWorld, never, start } from '../messages/message-world.ts';

const connectionId = connection.id;
const messages: ChosenMessages = {
  kind: 'query',
  filter: { range: { kind: 'last', minutes: 1_440 }, statuses: ['FAILED'], flows: [] },
};
const kinds = ['attachments', 'storeEntries'] as const;
const wanted = { connectionId, messages, kinds };
const day = '2026-11-23';

let world: MessageWorld;
let folder: string;
let downloads: PayloadDownloads;

function create(): PayloadDownloads {
  const { tenant, library, jobs } = world;
  let count = 0;
  return new PayloadDownloads({
    sessions: { get: () => Promise.resolve({ connection, client: tenant, library }) },
    jobs,
    chooseFolder: () => Promise.resolve(folder),
    showFolder: () => undefined,
    changed: () => undefined,
    newId: () => `d${++count}`,
    now: () => start,
  });
}

/** Failed messages with two attachments of one name and an entry of the message store each, and one that has nothing to do with it. */
async function fill(count: number): Promise<void> {
  const { tenant } = world;
  const all: FakeMessage[] = [{ guid: 'OK', start: start - 5, status: 'COMPLETED' }];
  for (let index = 1; index <= count; index += 1) {
    const guid = `M${index}`;
    all.push({ guid, start: start - index * 1_000, status: 'FAILED' });
    const attachment = (id: string) => ({
      Id: id,
      Name: 'request.xml',
      ContentType: 'text/xml',
      PayloadSize: '10',
    });
    tenant.put(`MessageProcessingLogs('${guid}')/Attachments`, [
      attachment(`${guid}a`),
      attachment(`${guid}b`),
    ]);
    tenant.put(`MessageProcessingLogs('${guid}')/MessageStoreEntries`, [
      { Id: `${guid}s`, MessageStoreId: 'Orders in', HasAttachments: false },
    ]);
    tenant.put(`MessageProcessingLogAttachments('${guid}a')/$value`, `<a>${guid}</a>`);
    tenant.put(`MessageProcessingLogAttachments('${guid}b')/$value`, `<b>${guid}</b>`);
    tenant.put(`MessageStoreEntries('${guid}s')/$value`, `{"s":"${guid}"}`);
  }
  serveMessages(tenant, all, () => start);
  await world.sync();
}

beforeEach(async () => {
  world = await messageWorld();
  world.tenant.writesFiles = true;
  folder = temporaryFolder();
  downloads = create();
});

const plan = (): Promise<DownloadPlan> => downloads.plan(wanted, never);
async function list(): Promise<Job | undefined> {
  return world.jobs.ended((await downloads.listPayloads(wanted)).jobId);
}
async function download(pattern = usualPattern): Promise<Job | undefined> {
  const started = await downloads.download({ ...wanted, pattern, description: 'Failed ones' });
  return world.jobs.ended(started?.jobId ?? '');
}
async function resume(): Promise<Job | undefined> {
  return world.jobs.ended((await downloads.resume({ connectionId, downloadId: 'd1' })).jobId);
}
async function state(): Promise<PayloadDownload | undefined> {
  return (await downloads.downloads({ connectionId }, never))[0];
}
const below = (): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted();
const valueRequests = (): number => world.tenant.paths.filter((path) => path.endsWith('$value')).length;

describe('the jobs of a download', () => {
  it('count messages and files, where those of one file count its bytes', async () => {
    await fill(3);
    expect(await list()).toMatchObject({ kind: 'payload-download', done: 3, total: 3 });
    expect(await download()).toMatchObject({ kind: 'payload-download', done: 9, total: 9 });
  });
});

describe('before a download', () => {
  it('tells what finding out would ask, and then what the files would', async () => {
    await fill(3);
    expect(await plan()).toMatchObject({
      messages: 3,
      unlisted: 3,
      listRequests: 6,
      listSeconds: 1,
      files: 0,
    });
    const asked = world.tenant.requests.length;
    expect(await list()).toMatchObject({ state: 'done', done: 3, total: 3 });
    expect(world.tenant.requests.length - asked).toBe(6);
    expect(world.tenant.requests.at(-1)?.priority).toBe('background');
    expect(await plan()).toMatchObject({
      unlisted: 0,
      listRequests: 0,
      files: 9,
      bytes: 60,
      withoutSize: 3,
      requests: 9,
      seconds: 1,
      example: { name: 'request.xml', kind: 'attachment', message: { messageGuid: 'M1' } },
    });
  });

  it('does not ask again for what is known', async () => {
    await fill(3);
    await list();
    const asked = world.tenant.requests.length;
    await list();
    expect(world.tenant.requests.length).toBe(asked);
  });
});

describe('attachments below the message store', () => {
  beforeEach(async () => {
    await fill(2);
    const { tenant } = world;
    tenant.put(`MessageProcessingLogs('M1')/MessageStoreEntries`, [
      { Id: 'M1s', MessageStoreId: 'Orders in', HasAttachments: true },
    ]);
    tenant.put(`MessageStoreEntries('M1s')/Attachments`, [
      { Id: 'M1n', Name: 'note.txt', ContentType: 'text/plain' },
    ]);
    tenant.put(`MessageStoreEntryAttachments('M1n')/$value`, 'a note');
  });

  it('are found with their entries, told in the plan, and saved', async () => {
    expect(await list()).toMatchObject({ state: 'done' });
    expect(world.tenant.paths).toContain("MessageStoreEntries('M1s')/Attachments");
    expect(await plan()).toMatchObject({ unlisted: 0, listRequests: 0, files: 7, withoutSize: 3 });
    expect(await download('{kind}/{guid}-{name}')).toMatchObject({ state: 'done', done: 7 });
    const root = `Payloads of ${connection.name} ${day}`;
    expect(below()).toContain(`${root}/attachment/M1-note.txt`);
    const index = readFileSync(join(folder, root, 'index.csv'), 'utf8');
    expect(index).toMatch(/attachment\/M1-note\.txt,saved,store-attachment,note\.txt,/);
  });

  it('of entries that were read before are not known yet, which the plan says', async () => {
    await world.library.write([
      {
        sql: 'INSERT OR REPLACE INTO message_parts (guid, part, read_at, value) VALUES (?, ?, ?, ?), (?, ?, ?, ?)',
        params: [
          ...['M1', 'storeEntries', 1, '[{"id":"M1s","storeId":"Orders in","hasAttachments":true}]'],
          ...['M1', 'attachments', 1, '[]'],
        ],
      },
    ]);
    expect(await plan()).toMatchObject({ unlisted: 2, listRequests: 3 });
  });
});

describe('a download', () => {
  it('makes a folder of its own with an index, and no two names are one', async () => {
    await fill(2);
    await list();
    expect(await download()).toMatchObject({ state: 'done', done: 6, total: 6 });
    const root = `Payloads of ${connection.name} ${day}`;
    const of = (guid: string): readonly string[] => [
      `${root}/Receive orders/${day}/${guid}-Orders in.json`,
      `${root}/Receive orders/${day}/${guid}-request (2).xml`,
      `${root}/Receive orders/${day}/${guid}-request.xml`,
    ];
    expect(below()).toEqual([...of('M1'), ...of('M2'), `${root}/index.csv`]);
    const index = readFileSync(join(folder, root, 'index.csv'), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(index).toHaveLength(7);
    expect(index[1]).toContain(`Receive orders/${day}/M1-request`);
    expect(index[1]).toContain(',saved,attachment,request.xml,text/xml,');
    expect(await state()).toMatchObject({ files: 6, saved: 6, endedAt: start, jobId: undefined });
  });

  it('writes over nothing, also where somebody put a file meanwhile', async () => {
    await fill(1);
    await list();
    const root = join(folder, `Payloads of ${connection.name} ${day}`);
    mkdirSync(root);
    writeFileSync(join(root, 'M1.xml'), 'mine');
    await download('{guid}');
    expect(readFileSync(join(root, 'M1.xml'), 'utf8')).toBe('mine');
    expect(readdirSync(`${root} (2)`)).toHaveLength(4);
  });

  it('goes on after a cancel and a restart, and asks for no file twice', async () => {
    await fill(30);
    await list();
    const { tenant, jobs } = world;
    let seen = 0;
    tenant.before = ({ path }) => {
      if (path.endsWith('$value') && ++seen === 20)
        for (const { id, kind } of jobs.list()) if (kind === 'payload-download') jobs.cancel(id);
    };
    expect(await download()).toMatchObject({ state: 'cancelled' });
    const halted = await state();
    expect(halted?.saved).toBeGreaterThan(5);
    expect(halted?.saved).toBeLessThan(90);
    expect(halted).toMatchObject({ endedAt: undefined, jobId: undefined, error: undefined });

    tenant.before = () => undefined;
    downloads = create();
    const asked = valueRequests();
    expect(await resume()).toMatchObject({ state: 'done', done: 90 });
    expect(valueRequests() - asked).toBe(90 - (halted?.saved ?? 0));
    expect(below().filter((file) => !file.endsWith('index.csv'))).toHaveLength(90);
    expect(await state()).toMatchObject({ saved: 90, endedAt: start });
  });

  it('notes what is no longer there and what failed, and tries the latter again', async () => {
    await fill(2);
    await list();
    const { tenant } = world;
    tenant.put("MessageProcessingLogAttachments('M1a')/$value", undefined);
    tenant.put("MessageProcessingLogAttachments('M1b')/$value", new AppError('tenant.failed', '500'));
    expect(await download()).toMatchObject({ state: 'done' });
    expect(await state()).toMatchObject({ saved: 4, gone: 1, failed: 1 });
    const index = readFileSync(join(folder, `Payloads of ${connection.name} ${day}`, 'index.csv'), 'utf8');
    expect(index).toContain(',no longer on the tenant,');
    expect(index).toContain(',failed (tenant.failed),');
    tenant.put("MessageProcessingLogAttachments('M1b')/$value", '<b/>');
    await resume();
    expect(await state()).toMatchObject({ saved: 5, gone: 1, failed: 0 });
  });

  it('stops at once where the role is missing', async () => {
    await fill(50);
    await list();
    const { tenant } = world;
    const asked = valueRequests();
    tenant.before = ({ path }) => {
      if (path.endsWith('$value')) throw new AppError('auth.forbidden', '403', { area: 'payloads' });
    };
    expect(await download()).toMatchObject({ state: 'failed', error: { code: 'auth.forbidden' } });
    expect(valueRequests() - asked).toBeLessThanOrEqual(6);
    expect(await state()).toMatchObject({ saved: 0, failed: 0, error: { code: 'auth.forbidden' } });
  });

  it('is forgotten, and its files stay', async () => {
    await fill(1);
    await list();
    await download();
    await downloads.forget({ connectionId, downloadId: 'd1' });
    expect(await state()).toBeUndefined();
    expect(below()).toHaveLength(4);
    await expect(downloads.resume({ connectionId, downloadId: 'd1' })).rejects.toThrow('not known');
  });
});

describe('the ending of a file', () => {
  it.each([
    ['<?xml version="1.0"?>', '.xml'],
    ['\ufeff <a/>', '.xml'],
    ['<!DOCTYPE html><html>', '.html'],
    ['  [1]', '.json'],
    ["UNA:+.? 'UNB", '.txt'],
    ['PK\u0003\u0004x', '.zip'],
    ['a\0b', '.bin'],
    ['', '.bin'],
  ])('follows its beginning: %j', (text, ending) => {
    expect(endingOfBytes(new TextEncoder().encode(text))).toBe(ending);
  });
});
