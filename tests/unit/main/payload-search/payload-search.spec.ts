import { gzipSync } from 'node:zlib';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { PayloadSearchService } from '../../../../src-main/payload-search/payload-search-service.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { SearchNeedle, SearchSubject } from '../../../../src-shared/model/payload-search.ts';
import { connectionId, never } from '../content/content-world.ts';
import { serveMessages } from '../messages/fake-messages.ts';
import { lastDay, start } from '../messages/message-world.ts';
import { type PayloadWorld, payloadWorld, Reader } from '../payloads/payload-world.ts';

const subject: SearchSubject = {
  connectionId,
  filter: { range: lastDay, statuses: [], flows: [] },
  places: ['attachments', 'messageStore'],
};
const text = (needle: string): SearchNeedle => ({ kind: 'text', text: needle, matchCase: false });

let world: PayloadWorld;
let service: PayloadSearchService;

beforeEach(async () => {
  world = await payloadWorld();
  const guids = ['A', 'B', 'C'];
  serveMessages(
    world.tenant,
    guids.map((guid, index) => ({ guid, start: start - index * 60_000 - 1, status: 'FAILED' })),
    () => start,
  );
  await world.sync();
  for (const guid of guids) {
    const log = `MessageProcessingLogs('${guid}')`;
    world.tenant.put(`${log}/Attachments`, [{ Id: `att-${guid}`, Name: 'Request', PayloadSize: '1000' }]);
    world.tenant.put(
      `MessageProcessingLogAttachments('att-${guid}')/$value`,
      `<Order no="${guid}">blue</Order>`,
    );
    world.tenant.put(`${log}/MessageStoreEntries`, []);
  }
  world.tenant.put("MessageProcessingLogs('B')/MessageStoreEntries", [
    { Id: 'mst', MessageStoreId: 'Persist', HasAttachments: true, TimeStamp: null },
  ]);
  world.tenant.put("MessageStoreEntries('mst')/$value", gzipSync('{"order": "green"}'));
  world.tenant.put("MessageStoreEntries('mst')/Attachments", [{ Id: 'msa', Name: 'note.txt' }]);
  world.tenant.put("MessageStoreEntryAttachments('msa')/$value", 'a GREEN note');
  service = new PayloadSearchService({
    ...world.places,
    sessions: { get: () => Promise.resolve(world.session()) },
    jobs: world.jobs,
    spawn: () => new Reader(),
    changed: () => undefined,
    logFault: () => 'REF1',
    now: () => start,
  });
});

async function listed(): Promise<void> {
  const { jobId } = await service.list(subject);
  expect(await world.jobs.ended(jobId)).toMatchObject({ state: 'done' });
}

async function searched(needle: SearchNeedle) {
  const { id: searchId } = await service.start({ ...subject, needle }, never, 1);
  await vi.waitFor(() => expect(service.state({ searchId }).state).not.toBe('running'));
  service.proceed({ searchId });
  await vi.waitFor(() => expect(service.state({ searchId }).state).not.toBe('running'));
  return {
    searchId,
    state: service.state({ searchId }),
    hits: service.hits({ searchId, offset: 0, limit: 100 }),
  };
}

const requests = (): number => world.tenant.requests.length;

describe('the cost of a search', () => {
  it('is told stage by stage, to the request', async () => {
    const first = await service.plan(subject, never);
    expect(first).toMatchObject({ messages: 3, payloads: 0, list: { requests: 6, seconds: 1 } });
    const before = requests();
    await listed();
    // The lists of three messages, and those of the one entry with attachments.
    expect(requests() - before).toBe(7);

    const plan = await service.plan(subject, never);
    expect(plan).toMatchObject({
      list: { requests: 0 },
      read: { requests: 5 },
      payloads: 5,
      knownBytes: 3_000,
      withoutSize: 2,
      kept: 0,
    });
    const asked = requests();
    const { state } = await searched(text('blue'));
    expect(requests() - asked).toBe(plan.read.requests);
    expect(state).toMatchObject({ state: 'done', done: 5, total: 5, requests: 5, hits: 3 });
  });

  it('asks for attachments at the rate of logs, for the message store at its own', async () => {
    await listed();
    await searched(text('blue'));
    const areas = world.tenant.requests.filter(({ path }) => path.endsWith('$value')).map(({ area }) => area);
    expect(areas.toSorted()).toEqual(['message-store', 'message-store', 'payloads', 'payloads', 'payloads']);
    expect(world.tenant.requests.slice(-5).every(({ priority }) => priority === 'background')).toBe(true);
  });
});

describe('a search', () => {
  beforeEach(listed);

  it('finds text in what is packed and in attachments of the message store', async () => {
    const { hits } = await searched(text('green'));
    const found = hits.rows.map(({ source, places }) => [source.of, places[0]?.part, places[0]?.around]);
    expect(found.toSorted()).toEqual([
      ['store-attachment', '', 'a GREEN note'],
      ['store-entry', 'Unpacked content', '{"order": "green"}'],
    ]);
  });

  it('finds by expression and by XPath, and says what could not be looked into', async () => {
    const regex = await searched({ kind: 'regex', text: 'no="[AC]"', matchCase: true });
    expect(regex.hits.rows.map(({ source }) => source.messageGuid).toSorted()).toEqual(['A', 'C']);
    const xpath = await searched({
      kind: 'xpath',
      text: '//Order[@no = "B"] | //ns:Other',
      matchCase: false,
    });
    expect(xpath.hits.rows.map(({ places }) => places[0]?.around)).toEqual(['/Order[1] blue']);
    expect(xpath.state.notSearched).toEqual([{ reason: 'It is no XML', count: 2 }]);
  });

  it('refuses an expression before anything is asked of the tenant', async () => {
    const before = requests();
    for (const kind of ['regex', 'xpath'] as const) {
      await expect(
        service.start({ ...subject, needle: { kind, text: '((', matchCase: false } }, never, 1),
      ).rejects.toMatchObject({ code: 'payload.expression' });
    }
    expect(requests()).toBe(before);
  });

  it('searches what the library keeps without the network', async () => {
    world.connection = { ...world.connection, keepsPayloads: true };
    await searched(text('blue'));
    const before = requests();
    const { id: searchId } = await service.start({ ...subject, needle: text('blue') }, never, 1);
    await vi.waitFor(() => expect(service.state({ searchId })).toMatchObject({ state: 'done', hits: 3 }));
    expect(requests()).toBe(before);
    expect(await service.plan(subject, never)).toMatchObject({
      kept: 5,
      read: { requests: 0 },
      knownBytes: 0,
    });
  });

  it('pauses, goes on where it was, and is given up', async () => {
    const released: (() => void)[] = [];
    world.tenant.before = (request) =>
      request.path.endsWith('$value') ? new Promise((resume) => released.push(resume)) : undefined;
    const { id: searchId } = await service.start({ ...subject, needle: text('blue') }, never, 1);
    await vi.waitFor(() => expect(service.state({ searchId }).state).toBe('library'));
    service.proceed({ searchId });
    await vi.waitFor(() => expect(released.length).toBe(4));
    expect(service.pause({ searchId }).state).toBe('paused');
    for (const resume of released.splice(0)) resume();
    await vi.waitFor(() => expect(service.state({ searchId })).toMatchObject({ state: 'paused', done: 4 }));

    service.proceed({ searchId });
    await vi.waitFor(() => expect(released.length).toBe(1));
    expect(service.cancel({ searchId }).state).toBe('cancelled');
    for (const resume of released.splice(0)) resume();
    await vi.waitFor(() =>
      expect(service.state({ searchId })).toMatchObject({ state: 'cancelled', done: 4 }),
    );

    world.tenant.before = () => undefined;
    service.proceed({ searchId });
    await vi.waitFor(() =>
      expect(service.state({ searchId })).toMatchObject({ state: 'done', done: 5, hits: 3 }),
    );
  });

  it('stops where the network does, and passes over what one payload is refused for', async () => {
    world.tenant.put(
      "MessageProcessingLogAttachments('att-A')/$value",
      new AppError('tenant.not-found', '404'),
    );
    world.tenant.put(
      "MessageProcessingLogAttachments('att-B')/$value",
      new AppError('auth.forbidden', '403'),
    );
    const { state } = await searched(text('blue'));
    expect(state).toMatchObject({ state: 'done', hits: 1 });
    expect(state.notSearched.map(({ reason }) => reason).toSorted()).toEqual([
      'No longer on the tenant',
      'Refused by the tenant',
    ]);
    world.tenant.before = () => {
      throw new AppError('network.offline', 'offline');
    };
    const offline = await searched(text('blue'));
    expect(offline.state).toMatchObject({ state: 'failed', done: 0, error: { code: 'network.offline' } });
    world.tenant.before = () => undefined;
    service.proceed({ searchId: offline.searchId });
    await vi.waitFor(() => expect(service.state({ searchId: offline.searchId }).state).toBe('done'));
  });

  it('says which lists were refused, and asks for them again', async () => {
    const list = "MessageStoreEntries('late')/Attachments";
    world.tenant.put("MessageProcessingLogs('C')/MessageStoreEntries", [
      { Id: 'late', MessageStoreId: 'Persist', HasAttachments: true, TimeStamp: null },
    ]);
    await world.library.write([{ sql: "DELETE FROM message_parts WHERE guid = 'C'" }]);
    world.tenant.put(list, new AppError('auth.forbidden', '403'));
    await listed();
    expect(await service.plan(subject, never)).toMatchObject({ list: { requests: 1 }, payloads: 6 });
    const { state } = await searched(text('blue'));
    expect(state.notSearched).toContainEqual({
      reason: 'The tenant refused to list what there is',
      count: 1,
    });
    world.tenant.put(list, []);
    await listed();
    expect(await service.plan(subject, never)).toMatchObject({ list: { requests: 0 } });
    expect((await searched(text('blue'))).state.notSearched).not.toContainEqual(
      expect.objectContaining({ reason: 'The tenant refused to list what there is' }),
    );
  });

  it('does not ask again for what the tenant has deleted', async () => {
    await world.library.write([{ sql: "DELETE FROM message_parts WHERE guid = 'C'" }]);
    world.tenant.put("MessageProcessingLogs('C')/Attachments", new AppError('tenant.not-found', '404'));
    await listed();
    expect(await service.plan(subject, never)).toMatchObject({ list: { requests: 0 }, payloads: 4 });
    expect((await searched(text('blue'))).state.notSearched).toEqual([
      { reason: 'No longer on the tenant', count: 1 },
    ]);
  });

  it('lists more entries than are read at once, each of them once', async () => {
    const ids = Array.from({ length: 260 }, (_, index) => `entry-${index}`);
    world.tenant.put(
      "MessageProcessingLogs('C')/MessageStoreEntries",
      ids.map((Id) => ({ Id, MessageStoreId: 'Persist', HasAttachments: true, TimeStamp: null })),
    );
    for (const id of ids) world.tenant.put(`MessageStoreEntries('${id}')/Attachments`, []);
    await world.library.write([{ sql: "DELETE FROM message_parts WHERE guid = 'C'" }]);
    const before = requests();
    await listed();
    expect(requests() - before).toBe(2 + 260);
  });

  it('writes an unexpected fault to the log and names its reference', async () => {
    world.tenant.before = () => {
      throw new TypeError('boom');
    };
    const { state } = await searched(text('blue'));
    expect(state).toMatchObject({
      state: 'failed',
      error: { code: 'internal', facts: { reference: 'REF1' } },
    });
  });

  it('is forgotten with the page that began it, and with its connection', async () => {
    const { searchId } = await searched(text('blue'));
    service.forgetAll(2);
    expect(service.state({ searchId }).state).toBe('done');
    service.forgetAll(1);
    expect(() => service.state({ searchId })).toThrow(AppError);
    const { searchId: next } = await searched(text('blue'));
    service.connectionGone('another');
    expect(service.state({ searchId: next }).state).toBe('done');
    service.connectionGone(connectionId);
    expect(() => service.state({ searchId: next })).toThrow(AppError);
  });
});
