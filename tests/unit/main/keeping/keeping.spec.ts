import { beforeEach, describe, expect, it } from 'vitest';

import { Jobs } from '../../../../src-main/jobs/jobs.ts';
import { KeepingService } from '../../../../src-main/keeping/keeping-service.ts';
import type { Library } from '../../../../src-main/library/library.ts';
import { MessageParts } from '../../../../src-main/messages/message-parts.ts';
import { MessageQueries } from '../../../../src-main/messages/message-queries.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Job } from '../../../../src-shared/model/jobs.ts';
import type { Keeping } from '../../../../src-shared/model/keeping.ts';
import { connection } from '../content/content-world.ts';
import { temporaryLibraries } from '../library/temporary-library.ts';
import type { FakeMessage } from '../messages/fake-messages.ts';
import { day, hour, set, start, type SyncWorld } from '../messages/sync-world.ts';

const never = new AbortController().signal;
const connectionId = connection.id;

const messages = (): FakeMessage[] =>
  Array.from({ length: 200 }, (_, index) => ({
    guid: `M${String(index).padStart(3, '0')}`,
    start: start - hour - index * 3 * hour,
    status: index % 10 === 0 ? 'FAILED' : 'COMPLETED',
  }));

let world: SyncWorld;
let service: KeepingService;
let jobs: Jobs;
let keeping: Keeping;

/** `M…` with two headers and an attribute, as the tenant answers with `$expand`. */
function serveDetails(expands: boolean): void {
  for (const { guid } of world.messages) {
    const headers = [
      { Name: 'orderId', Value: guid },
      { Name: 'plant', Value: '1000' },
    ];
    const attributes = [{ AdapterId: 'A', Name: 'Url', Value: 'https://receiver.example' }];
    const deferred = { __deferred: { uri: 'x' } };
    world.tenant.put(`MessageProcessingLogs('${guid}')`, {
      MessageGuid: guid,
      CustomHeaderProperties: expands ? { results: headers } : deferred,
      AdapterAttributes: expands ? { results: attributes } : deferred,
    });
    world.tenant.put(`MessageProcessingLogs('${guid}')/CustomHeaderProperties`, headers);
    world.tenant.put(`MessageProcessingLogs('${guid}')/AdapterAttributes`, attributes);
  }
}

beforeEach(async () => {
  world = await set(messages());
  await world.sync(start - 30 * day, start + 1);
  world.tenant.requests.length = 0;
  keeping = { days: 30, details: 'failed' };
  jobs = new Jobs({ changed: () => undefined, logFault: () => 'REF' });
  service = new KeepingService({
    sessions: {
      get: () =>
        Promise.resolve({
          connection: { ...connection, keeping },
          client: world.tenant,
          library: world.library,
        }),
    },
    libraries: { state: () => Promise.resolve({ kept: 'encrypted', bytes: 4_096 }) },
    jobs,
    messagesChanged: () => undefined,
    failed: (fault) => {
      throw fault;
    },
    now: () => world.now,
  });
});

const ends = async ({ jobId }: { jobId: string }): Promise<Job | undefined> => jobs.ended(jobId);
const state = () => service.state({ connectionId }, never);

async function guidsIn(library: Library): Promise<readonly string[]> {
  const rows = await library.all<{ guid: string }>('SELECT guid FROM messages ORDER BY guid');
  return rows.map(({ guid }) => guid);
}

describe('tidying', () => {
  it('removes what is older than the connection keeps, and nothing that is not', async () => {
    world.now = start + 10 * day;
    const edge = Math.floor((world.now - 30 * day) / day) * day;
    const kept = world.messages.filter((message) => message.start >= edge).map(({ guid }) => guid);
    const beyond = 200 - kept.length;
    expect(beyond).toBeGreaterThan(20);
    expect(await state()).toMatchObject({ messages: 200, beyond });
    expect(await ends(await service.tidy({ connectionId }))).toMatchObject({ state: 'done', done: beyond });
    expect(await guidsIn(world.library)).toEqual(kept.toSorted());
    expect(await state()).toMatchObject({ messages: kept.length, beyond: 0 });
  });

  it('keeps longer where that was chosen', async () => {
    world.now = start + 10 * day;
    keeping = { days: 90, details: 'failed' };
    await ends(await service.tidy({ connectionId }));
    expect(await guidsIn(world.library)).toHaveLength(200);
  });

  it('leaves nothing of a message behind in any table', async () => {
    serveDetails(true);
    keeping = { days: 30, details: 'all' };
    await ends(await service.readDetails({ connectionId }));
    const [oldest] = world.messages.toReversed();
    const guid = oldest?.guid ?? '';
    world.tenant.put(`MessageProcessingLogs('${guid}')/ErrorInformation`, { LastErrorModelStepId: 'x' });
    world.tenant.put(`MessageProcessingLogs('${guid}')/ErrorInformation/$value`, 'Order 4711 is locked.');
    const row = await new MessageQueries(world.library, () => world.now).byGuid(guid);
    if (!row) throw new Error('The message is missing.');
    await new MessageParts(world.library, () => world.now).read(world.tenant, row, never);
    const keys = await world.library.all<{ guid: string; message_key: number }>(
      'SELECT guid, message_key FROM messages',
    );
    world.now = start + 100 * day;
    await ends(await service.tidy({ connectionId }));
    expect(await guidsIn(world.library)).toEqual([]);
    // Whichever tables there are by now: none that names messages names one of those.
    const tables = await world.library.all<{ name: string; column: string }>(
      `SELECT t.name, c.name AS column FROM sqlite_schema t, pragma_table_info(t.name) c
       WHERE t.type = 'table' AND c.name IN ('guid', 'message_guid', 'message_key') AND t.name NOT LIKE 'payload_download%'`,
    );
    expect(tables.length).toBeGreaterThan(5);
    const list = JSON.stringify(keys.flatMap((one) => [one.guid, one.message_key]));
    for (const { name, column } of tables) {
      const sql = `SELECT count(*) AS n FROM ${name} WHERE ${column} IN (SELECT value FROM json_each(?))`;
      expect(await world.library.get(sql, [list]), name).toEqual({ n: 0 });
    }
    expect(await world.library.get('SELECT count(*) AS n FROM kind_days')).toEqual({ n: 0 });
  });

  it('no longer says that it is loaded', async () => {
    world.now = start + 10 * day;
    await ends(await service.tidy({ connectionId }));
    const { forgotten, gaps } = await new MessageQueries(world.library, () => world.now).loaded(
      { kind: 'between', from: start - 30 * day, to: start },
      never,
    );
    expect(gaps).toEqual([]);
    expect(forgotten?.to).toBe(Math.floor((world.now - 30 * day) / day) * day);
  });

  it('comes by itself after a sync', async () => {
    world.now = start + 100 * day;
    service.follow({
      connection: { ...connection, keeping },
      client: world.tenant,
      library: world.library,
    });
    await expect.poll(() => guidsIn(world.library), { timeout: 15_000 }).toEqual([]);
  });
});

describe('what a person asks for while it goes on by itself', () => {
  /** Holds the first of what goes on by itself until it is released. */
  function held(): { readonly promise: Promise<void>; readonly release: () => void } {
    let release: () => void = () => undefined;
    const promise = new Promise<void>((resolve) => {
      release = resolve;
    });
    return { promise, release };
  }
  const session = () => ({
    connection: { ...connection, keeping },
    client: world.tenant,
    library: world.library,
  });

  it('reads all details, in the place of the few', async () => {
    serveDetails(true);
    const { promise, release } = held();
    world.tenant.before = () => promise;
    service.follow(session());
    await expect.poll(async () => (await state()).reading).toBeDefined();
    const byItself = (await state()).reading ?? '';
    await expect.poll(() => world.tenant.requests.length).toBeGreaterThan(0);
    const { jobId } = await service.readDetails({ connectionId });
    expect(jobId).not.toBe(byItself);
    release();
    expect(await jobs.ended(byItself)).toMatchObject({ state: 'cancelled' });
    expect(await jobs.ended(jobId)).toMatchObject({ state: 'done' });
    expect(await state()).toMatchObject({ reading: undefined, details: { failed: { unknown: 0 } } });
  });

  it('gives space back, after what is removed by itself', async () => {
    const { promise, release } = held();
    let compacted = 0;
    const write = world.library.write.bind(world.library);
    const compact = world.library.compact.bind(world.library);
    Object.assign(world.library, {
      write: async (...statements: Parameters<typeof write>) => {
        await promise;
        await write(...statements);
      },
      compact: async () => {
        compacted += 1;
        await compact();
      },
    });
    world.now = start + 100 * day;
    service.follow(session());
    await expect.poll(async () => (await state()).tidying).toBeDefined();
    const asked = service.tidy({ connectionId });
    release();
    expect(await ends(await asked)).toMatchObject({ state: 'done' });
    expect(compacted).toBe(1);
    expect(await guidsIn(world.library)).toEqual([]);
  });
});

describe('details', () => {
  it('are read of failed messages alone, one request each', async () => {
    serveDetails(true);
    expect((await state()).details.failed).toEqual({ messages: 20, unknown: 20 });
    expect(await ends(await service.readDetails({ connectionId }))).toMatchObject({ state: 'done' });
    expect(world.tenant.requests).toHaveLength(20);
    expect((await state()).details).toMatchObject({ failed: { unknown: 0 }, all: { unknown: 180 } });
  });

  it('are read of all where that was chosen, newest first, and go on where they were stopped', async () => {
    serveDetails(true);
    keeping = { days: 30, details: 'all' };
    world.tenant.before = () => {
      if (world.tenant.requests.length === 120) throw new AppError('network.cut', 'Cut.');
    };
    expect(await ends(await service.readDetails({ connectionId }))).toMatchObject({ state: 'failed' });
    expect((await state()).error).toMatchObject({ code: 'network.cut' });
    const { unknown } = (await state()).details.all;
    expect(unknown).toBeLessThan(90);
    world.tenant.before = () => undefined;
    world.tenant.requests.length = 0;
    await ends(await service.readDetails({ connectionId }));
    expect(world.tenant.requests).toHaveLength(unknown);
    expect(await state()).toMatchObject({ error: undefined, details: { all: { unknown: 0 } } });
  });

  it('are the same from a tenant that does not expand', async () => {
    serveDetails(false);
    await ends(await service.readDetails({ connectionId }));
    const parts = await new MessageParts(world.library, () => world.now).kept('M010', never);
    expect(parts.customHeaders).toMatchObject({
      state: 'read',
      value: [{ name: 'orderId', value: 'M010' }, {}],
    });
    expect(parts.adapterAttributes).toMatchObject({
      state: 'read',
      value: [{ adapterId: 'A', name: 'Url' }],
    });
  });

  it('that are refused for one message do not stop the others', async () => {
    serveDetails(true);
    world.tenant.put("MessageProcessingLogs('M010')", new AppError('tenant.failed', '500'));
    expect(await ends(await service.readDetails({ connectionId }))).toMatchObject({ state: 'done' });
    expect((await state()).details.failed.unknown).toBe(1);
  });

  it('end at once where the role is missing', async () => {
    serveDetails(true);
    for (const { guid } of world.messages)
      world.tenant.put(`MessageProcessingLogs('${guid}')`, new AppError('auth.forbidden', '403'));
    expect(await ends(await service.readDetails({ connectionId }))).toMatchObject({ state: 'failed' });
    expect(world.tenant.requests.length).toBeLessThan(10);
  });
});

it('gives the space of what was removed back to the disk', async () => {
  const { libraries } = temporaryLibraries();
  const library = await libraries.open('large');
  const text = 'x'.repeat(20_000);
  await library.write([
    {
      sql: "INSERT INTO message_parts (guid, part, value, read_at) VALUES (?, 'x', ?, 0)",
      rows: Array.from({ length: 200 }, (_, index) => [`G${index}`, text]),
    },
  ]);
  await library.write([{ sql: 'DELETE FROM message_parts' }]);
  const before = (await libraries.state('large'))?.bytes ?? 0;
  await library.compact();
  expect((await libraries.state('large'))?.bytes ?? 0).toBeLessThan(before / 4);
});
