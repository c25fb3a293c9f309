import { beforeEach, describe, expect, it } from 'vitest';

import { MessageWriter } from '../../../../src-main/messages/message-writer.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { connection } from '../content/content-world.ts';
import type { Entity } from '../fake-tenant.ts';
import { type FakeMessage, messageEntity, serveMessages } from './fake-messages.ts';
import { lastDay, type MessageWorld, messageWorld, never, start } from './message-world.ts';

const connectionId = connection.id;
const failed = (guid: string, ago = 60_000): FakeMessage => ({ guid, start: start - ago, status: 'FAILED' });
const offline = new AppError('network.offline', 'offline');

let world: MessageWorld;
beforeEach(async () => {
  world = await messageWorld();
});

describe('a pause', () => {
  it('ends the loading, keeps what was read and lasts over a start, until a person goes on', async () => {
    serveMessages(world.tenant, [failed('one')], () => start);
    let isHeld = true;
    world.tenant.before = async () => {
      if (isHeld) await world.service.pause({ connectionId });
      isHeld = false;
    };
    expect(await world.sync()).toMatchObject({ state: 'cancelled' });
    expect(await world.loaded()).toMatchObject({ paused: true, syncing: false, error: undefined });

    const later = world.restarted();
    expect(await later.sync({ connectionId, range: lastDay })).toEqual({ jobId: undefined });
    expect(await later.loaded({ connectionId, range: lastDay }, never)).toMatchObject({ paused: true });

    const { jobId } = await later.sync({ connectionId, range: lastDay, isAsked: true });
    expect(await world.jobs.ended(jobId ?? 'none')).toMatchObject({ state: 'done' });
    expect(await later.loaded({ connectionId, range: lastDay }, never)).toMatchObject({
      paused: false,
      complete: true,
      loaded: 1,
    });
  });
});

it('loads one part of a range alone', async () => {
  const messages = [failed('new'), failed('old', 10 * 3_600_000)];
  serveMessages(world.tenant, messages, () => start);
  const part = { from: start - 11 * 3_600_000, to: start - 9 * 3_600_000 };
  const { jobId } = await world.service.sync({ connectionId, range: lastDay, part });
  expect(await world.jobs.ended(jobId ?? 'none')).toMatchObject({ state: 'done' });
  expect(await world.loaded()).toMatchObject({ loaded: 1, complete: false });
  expect((await world.loaded()).gaps).toHaveLength(2);
});

describe('the state of the list', () => {
  it('says why the last sync failed, also after a restart, until one succeeds', async () => {
    world.tenant.before = () => {
      throw offline;
    };
    expect(await world.sync()).toMatchObject({ state: 'failed' });
    expect(await world.loaded()).toMatchObject({ error: { code: 'network.offline' }, syncing: false });
    const later = await world.restarted().loaded({ connectionId, range: lastDay }, never);
    expect(later).toMatchObject({ error: { code: 'network.offline' } });

    world.tenant.before = () => undefined;
    expect(await world.sync()).toMatchObject({ state: 'done' });
    expect(await world.loaded()).toMatchObject({ error: undefined });
  });

  it('says that there was a fault where nobody expected one; the job has its reference', async () => {
    world.tenant.before = () => {
      throw new TypeError('boom');
    };
    expect(await world.sync()).toMatchObject({ error: { code: 'internal', facts: { reference: 'REF1' } } });
    expect(await world.loaded()).toMatchObject({ error: { code: 'internal' } });
  });
});

describe('writing messages', () => {
  it('asks for the flows again where the library did not answer once', async () => {
    const { library } = world;
    let fails = true;
    const flaky = {
      ...library,
      all: ((...args: Parameters<typeof library.all>) =>
        fails
          ? Promise.reject(new AppError('library.crashed', 'gone'))
          : library.all(...args)) as typeof library.all,
    };
    const log = {
      guid: 'A',
      start,
      end: undefined,
      status: 'FAILED',
      correlationId: undefined,
      applicationId: undefined,
      applicationType: undefined,
      sender: undefined,
      receiver: undefined,
      customStatus: undefined,
      logLevel: undefined,
      transactionId: undefined,
      flow: { id: 'F', name: 'F', type: '', packageId: '', packageName: '' },
    };
    await expect(MessageWriter.of(flaky).write([log])).rejects.toMatchObject({ code: 'library.crashed' });
    fails = false;
    await MessageWriter.of(flaky).write([log]);
    expect(await library.get('SELECT guid FROM messages')).toEqual({ guid: 'A' });
  });
});

describe('the details of a message', () => {
  const path = "MessageProcessingLogs('A')";
  const one = { connectionId, messageGuid: 'A' };
  beforeEach(async () => {
    serveMessages(world.tenant, [failed('A')], () => start);
    await world.sync();
  });

  it('keep that there is no error text when reading it again fails', async () => {
    await world.service.readDetails(one, never);
    expect((await world.service.details(one, never)).error).toMatchObject({
      state: 'read',
      value: undefined,
    });
    world.tenant.put(`${path}/ErrorInformation`, new AppError('tenant.failed', 'broken'));
    await world.service.readDetails(one, never);
    expect((await world.service.details(one, never)).error).toMatchObject({
      state: 'read',
      value: undefined,
    });
  });

  it('throw what concerns all parts, and keep what came all the same', async () => {
    world.tenant.put(`${path}/CustomHeaderProperties`, [{ Name: 'order', Value: '7' }]);
    world.tenant.put(`${path}/Runs`, new AppError('auth.forbidden', 'no'));
    world.tenant.put(`${path}/Attachments`, offline);
    await expect(world.service.readDetails(one, never)).rejects.toMatchObject({ code: 'network.offline' });
    const details = await world.service.details(one, never);
    expect(details.customHeaders).toMatchObject({ state: 'read', value: [{ name: 'order', value: '7' }] });
    expect(details.runs).toMatchObject({ state: 'failed', error: { code: 'auth.forbidden' } });
    expect(details.attachments).toEqual({ state: 'unread' });
  });
});

describe('finding an id', () => {
  const siblings = (count: number): readonly Entity[] =>
    Array.from({ length: count }, (_, index) => ({
      ...messageEntity(failed(`S${index}`, 60_000 + index)),
      CorrelationId: 'shared',
    }));
  const serve = (all: readonly Entity[], shown: () => readonly Entity[] = () => all): void => {
    world.tenant.list('MessageProcessingLogs', ({ query }) => {
      const [, property, value] = /^(\w+) eq '([^']+)'$/.exec(query?.['$filter'] ?? '') ?? [];
      return property === undefined ? shown() : all.filter((entity) => entity[property] === value);
    });
  };
  const find = (id: string) => world.service.find({ connectionId, id }, never);

  it('answers all messages of a correlation id, not only those the library has', async () => {
    const all = siblings(3);
    serve(all, () => all.slice(0, 1));
    await world.sync();
    expect(await find('shared')).toMatchObject({
      source: 'tenant',
      field: 'correlationId',
      rows: { length: 3 },
    });
    expect(await find('shared')).toMatchObject({ source: 'library', rows: { length: 3 } });
  });

  it('answers what the library has where the tenant cannot be reached', async () => {
    const all = siblings(2);
    serve(all);
    await world.sync();
    world.tenant.before = () => {
      throw offline;
    };
    expect(await find('shared')).toMatchObject({ source: 'library', rows: { length: 2 } });
    await expect(find('unknown')).rejects.toMatchObject({ code: 'network.offline' });
  });

  it('asks nobody for a message that is here', async () => {
    serve(siblings(2));
    await world.sync();
    const before = world.tenant.requests.length;
    expect(await find('S1')).toMatchObject({ source: 'library', field: 'messageGuid', rows: { length: 1 } });
    expect(world.tenant.requests).toHaveLength(before);
  });

  it('reads every page of the tenant', async () => {
    world.tenant.pageSize = 2;
    serve(siblings(5), () => []);
    expect(await find('shared')).toMatchObject({ source: 'tenant', rows: { length: 5 } });
    expect(await find('nobody')).toBeUndefined();
  });
});
