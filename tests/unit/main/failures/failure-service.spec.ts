import { beforeEach, describe, expect, it } from 'vitest';

import { FailureService } from '../../../../src-main/failures/failure-service.ts';
import { Jobs } from '../../../../src-main/jobs/jobs.ts';
import type { Library } from '../../../../src-main/library/library.ts';
import { MessageQueries } from '../../../../src-main/messages/message-queries.ts';
import { MessageService } from '../../../../src-main/messages/message-service.ts';
import { day, hour, minute } from '../../../../src-shared/durations.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { FailureGroups } from '../../../../src-shared/model/failures.ts';
import type { Job } from '../../../../src-shared/model/jobs.ts';
import type { TimeRange } from '../../../../src-shared/model/messages.ts';
import { connection } from '../content/content-world.ts';
import { FakeTenant } from '../fake-tenant.ts';
import { temporaryLibrary } from '../library/temporary-library.ts';
import { type FakeMessage, serveMessages } from '../messages/fake-messages.ts';
import { unexpectedFault } from '../unexpected-fault.ts';

const now = Date.UTC(2026, 10, 23, 12);
const connectionId = connection.id;
const never = new AbortController().signal;
const month: TimeRange = { kind: 'last', minutes: 30 * 24 * 60 };
const plant = (number: number): string =>
  `com.sap.gateway.core.ip.component.odata.exception.OsciException: Bad Request: HTTP 400: Plant ${number} does not exist for material ${number * 7}`;
const refused = 'java.net.ConnectException: Connection refused';

let tenant: FakeTenant;
let library: Library;
let jobs: Jobs;
let messages: FakeMessage[];
let failures: FailureService;
let service: MessageService;
let told: string[];

beforeEach(async () => {
  tenant = new FakeTenant();
  library = await temporaryLibrary();
  messages = [];
  told = [];
  jobs = new Jobs({ changed: () => undefined, logFault: () => 'REF' });
  serveMessages(tenant, messages, () => now);
  const sessions = { get: () => Promise.resolve({ connection, client: tenant, library }) };
  failures = new FailureService({
    sessions,
    jobs,
    messagesChanged: () => undefined,
    changed: (id) => told.push(id),
    failed: (fault) => unexpectedFault('following', fault),
    now: () => now,
  });
  service = new MessageService({
    sessions,
    jobs,
    saveAs: () => Promise.resolve(undefined),
    changed: () => undefined,
    now: () => now,
    loaded: (session, range) => failures.follow(session, range),
  });
});

let count = 0;
function fail(text: string | undefined, ago: number, status = 'FAILED'): string {
  const guid = `M${++count}`;
  messages.push({ guid, start: now - ago, status });
  tenant.put(`MessageProcessingLogs('${guid}')/ErrorInformation/$value`, text);
  return guid;
}

const textRequests = (): number => tenant.paths.filter((path) => path.includes('ErrorInformation')).length;
const groups = (range = month, flows: readonly string[] = []): Promise<FailureGroups> =>
  failures.groups({ connectionId, range, flows }, never);

async function load(range = month): Promise<void> {
  await jobs.ended((await service.sync({ connectionId, range })).jobId ?? '');
}
async function readTexts(range = month): Promise<Job | undefined> {
  return jobs.ended((await failures.readTexts({ connectionId, range })).jobId);
}

describe('a text that was kept before its signature was made', () => {
  it('is in its group all the same', async () => {
    fail(refused, hour);
    fail(refused, 2 * hour);
    await load();
    await readTexts();
    // As a reading leaves it that was given up in between.
    await library.write([
      {
        sql: 'UPDATE message_errors SET signature = NULL WHERE message_key = (SELECT min(message_key) FROM message_errors)',
      },
    ]);
    const { groups: list, known } = await groups();
    expect(list.map((group) => group.count)).toEqual([2]);
    expect(known).toBe(2);
  });
});

describe('reading error texts', () => {
  it('begins by itself after a sync, for failed messages alone', async () => {
    fail(plant(1), hour);
    fail(undefined, hour, 'COMPLETED');
    await load();
    await expect.poll(async () => (await groups()).known).toBe(1);
    expect(textRequests()).toBe(1);
  });

  it('says how many are known, and goes on where it ended', async () => {
    const guids = Array.from({ length: 120 }, (_, index) => fail(plant(index), (index + 1) * minute));
    tenant.before = ({ path }) => {
      if (path.includes(guids[70] ?? '')) throw new AppError('network.offline', 'offline');
    };
    await load();
    await expect.poll(async () => (await groups()).error?.code).toBe('network.offline');
    const partly = await groups();
    expect(partly).toMatchObject({ messages: 120, jobId: undefined });
    expect(partly.known).toBeGreaterThanOrEqual(50);
    expect(partly.known).toBeLessThan(120);

    tenant.before = () => undefined;
    const asked = textRequests();
    expect(await readTexts()).toMatchObject({ state: 'done' });
    expect(await groups()).toMatchObject({ messages: 120, known: 120, error: undefined });
    expect(textRequests() - asked).toBe(120 - partly.known);
  });

  it('is told once where the role is missing, and leaves what was read', async () => {
    fail(plant(1), hour);
    fail(plant(2), 2 * hour);
    tenant.before = ({ path }) => {
      if (path.includes('ErrorInformation')) throw new AppError('auth.forbidden', 'no', { area: 'messages' });
    };
    await load();
    await expect.poll(async () => (await groups()).error?.code).toBe('auth.forbidden');
    expect(textRequests()).toBeLessThanOrEqual(4);
    expect(await groups()).toMatchObject({ messages: 2, known: 0 });
  });

  it('goes on where one message is refused, and asks for it again when a person does', async () => {
    const odd = fail(plant(1), hour);
    fail(plant(2), 2 * hour);
    tenant.before = ({ path }) => {
      if (path.includes(odd) && path.includes('Error')) throw new AppError('tenant.failed', '500');
    };
    await load();
    await expect.poll(async () => (await groups()).known).toBe(1);
    tenant.before = () => undefined;
    await readTexts();
    expect(await groups()).toMatchObject({ known: 2 });
  });

  it('does not take "none yet" for "none"', async () => {
    fail(undefined, 60_000);
    fail(undefined, hour);
    await load();
    await expect.poll(async () => (await groups()).known).toBe(1);
    expect(await groups()).toMatchObject({ messages: 2, withoutText: 1 });
  });
});

describe('groups', () => {
  it('have what their messages have in common', async () => {
    for (let index = 1; index <= 5; index += 1) fail(plant(1000 + index), index * hour);
    fail(refused, 2 * hour);
    fail(refused, 20 * day + 7 * hour);
    await load();
    await readTexts();
    const { groups: found, total } = await groups();
    expect(total).toBe(2);
    expect(found[0]).toMatchObject({
      title: 'Plant ‹number› does not exist for material ‹number›',
      count: 5,
      firstSeen: now - 5 * hour,
      lastSeen: now - hour,
      flows: [{ id: 'Orders', name: 'Receive orders', count: 5 }],
      trend: 'new',
      note: undefined,
    });
    expect(found[0]?.rhythm.reduce((sum, one) => sum + one, 0)).toBe(5);
    expect(found[1]?.rhythm.reduce((sum, one) => sum + one, 0)).toBe(2);
    expect(found[1]).toMatchObject({ title: 'Connection refused', count: 2, trend: 'returning' });
    expect(await groups({ kind: 'last', minutes: 90 })).toMatchObject({ total: 1, messages: 1 });
    expect(await groups(month, ['Other'])).toMatchObject({ total: 0, messages: 0 });
  });

  it('are gone after a day, and new only where the library reaches back', async () => {
    fail(refused, 3 * day);
    fail(plant(1), hour);
    await load({ kind: 'last', minutes: 60 * 24 });
    await readTexts();
    expect((await groups({ kind: 'last', minutes: 60 * 24 })).groups).toMatchObject([{ trend: 'ongoing' }]);
    await load();
    await readTexts();
    expect((await groups()).groups.map(({ trend }) => trend).toSorted()).toEqual(['gone', 'new']);
  });

  it('are not called new while texts of the day before are not known', async () => {
    fail(plant(1), hour);
    const before = fail(plant(2), 30 * hour);
    fail(refused, 2 * hour);
    await load();
    await readTexts();
    const trends = async () =>
      (await groups()).groups.map(({ title, trend }) => `${title.slice(0, 5)} ${trend}`);
    expect(await trends()).toEqual(['Plant ongoing', 'Conne new']);
    await library.write([
      {
        sql: 'DELETE FROM message_errors WHERE message_key = (SELECT message_key FROM messages WHERE guid = ?)',
        params: [before],
      },
      { sql: 'DELETE FROM message_parts WHERE guid = ?', params: [before] },
    ]);
    expect(await trends()).toEqual(['Plant ongoing', 'Conne ongoing']);
    await readTexts();
    expect(await trends()).toEqual(['Plant ongoing', 'Conne new']);
  });

  it('show their newest message, and the table shows them all', async () => {
    const newest = fail(plant(1), hour);
    fail(plant(2), 2 * hour);
    fail(refused, 3 * hour);
    await load();
    await readTexts();
    const signature = (await groups()).groups[0]?.signature ?? '';
    expect(await failures.example({ connectionId, signature, range: month, flows: [] }, never)).toEqual({
      messageGuid: newest,
      flowName: 'Receive orders',
      start: now - hour,
      text: plant(1),
      isCut: false,
    });
    const filter = { range: month, statuses: [], flows: [], errorGroup: signature };
    const list = new MessageQueries(library, () => now);
    expect(await list.counts(filter, never)).toEqual({ FAILED: 2 });
    const sort = { column: 'start', direction: 'descending' } as const;
    const { rows, total } = await list.window({ connectionId, filter, sort, offset: 0, limit: 10 }, never);
    expect([total, rows[0]?.messageGuid]).toEqual([2, newest]);
  });

  it('can be marked as known with a note, which survives another way of signing', async () => {
    fail(plant(1), hour);
    await load();
    await readTexts();
    const signature = (await groups()).groups[0]?.signature ?? '';
    await failures.mark({ connectionId, signature, note: 'Ask the plant team' }, never);
    expect((await groups()).groups[0]?.note).toEqual({ text: 'Ask the plant team', at: now });
    expect(told).toEqual([connectionId]);

    await library.write([{ sql: "UPDATE library_meta SET value = '0' WHERE name = 'error-signatures'" }]);
    expect((await groups()).groups[0]?.note?.text).toBe('Ask the plant team');

    await failures.unmark({ connectionId, signature });
    expect((await groups()).groups[0]?.note).toBeUndefined();
  });

  const otherVersion = { sql: "UPDATE library_meta SET value = '0' WHERE name = 'error-signatures'" };

  it('keep every note when another way of signing makes one group of two', async () => {
    fail(plant(1), hour);
    await load();
    await readTexts();
    await groups();
    const note = 'INSERT INTO known_errors (signature, note, marked_at, example) VALUES (?, ?, ?, ?)';
    await library.write([
      { sql: note, params: ['0000000000000001', 'Ask the plant team', now - hour, plant(1)] },
      { sql: note, params: ['0000000000000002', 'Known since May', now, plant(2)] },
      otherVersion,
    ]);
    expect((await groups()).groups[0]?.note).toEqual({
      text: 'Known since May\nAsk the plant team',
      at: now,
    });
  });

  it('are found by a signature of before, which queries and tabs may have kept', async () => {
    fail(plant(1), hour);
    await load();
    await readTexts();
    await groups();
    const before = '0123456789abcdef';
    const rename = [
      { sql: 'UPDATE message_errors SET signature = ?', params: [before] },
      { sql: 'UPDATE error_signatures SET signature = ?', params: [before] },
      otherVersion,
    ];
    const filter = { range: month, statuses: [], flows: [], errorGroup: before };
    const counted = (): Promise<unknown> => new MessageQueries(library, () => now).counts(filter, never);
    await library.write(rename);
    const renewed = (await groups()).groups[0]?.signature;
    expect(renewed).not.toBe(before);
    expect(await counted()).toEqual({ FAILED: 1 });
    // Twice: the one of before leads on to the newest.
    const between = 'fedcba9876543210';
    await library.write([
      { sql: 'UPDATE message_errors SET signature = ?', params: [between] },
      { sql: 'UPDATE former_signatures SET signature = ?', params: [between] },
      otherVersion,
    ]);
    await groups();
    expect(await counted()).toEqual({ FAILED: 1 });
  });

  it('follow a text that changed', async () => {
    const guid = fail(plant(1), hour);
    await load();
    await readTexts();
    tenant.put(`MessageProcessingLogs('${guid}')/ErrorInformation`, {
      LastErrorModelStepId: 'CallActivity_1',
    });
    tenant.put(`MessageProcessingLogs('${guid}')/ErrorInformation/$value`, refused);
    await service.readDetails({ connectionId, messageGuid: guid }, never);
    expect((await groups()).groups).toMatchObject([{ title: 'Connection refused', count: 1 }]);
  });
});
