import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { ReadRequest } from '../../../../src-main/sap/tenant-client.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { TimeRange } from '../../../../src-shared/model/messages.ts';
import { connection } from '../content/content-world.ts';
import { serveMessages } from './fake-messages.ts';
import { type MessageWorld, messageWorld, start } from './message-world.ts';

const connectionId = connection.id;
const last = (hours: number): TimeRange => ({ kind: 'last', minutes: 60 * hours });
const hour = last(1);
const day = last(24);
const week = last(168);
const month = last(720);

let world: MessageWorld;
beforeEach(async () => {
  world = await messageWorld();
  const guids = Array.from({ length: 40 }, (_, index) => index);
  serveMessages(
    world.tenant,
    guids.map((index) => ({
      guid: `G${index}`,
      start: start - (index + 1) * 12 * 3_600_000,
      status: index === 0 ? 'PROCESSING' : 'COMPLETED',
    })),
    () => start,
  );
});

/** Holds the requests that match; answers how to let them go. */
function hold(matches: (request: ReadRequest) => boolean = () => true): () => void {
  let release = (): void => undefined;
  const released = new Promise<void>((done) => {
    release = done;
  });
  world.tenant.before = async (request) => {
    if (matches(request)) await released;
  };
  return release;
}

async function startSync(range: TimeRange): Promise<string> {
  return (await world.service.sync({ connectionId, range })).jobId ?? '';
}
async function ends(jobIds: readonly string[]): Promise<readonly (string | undefined)[]> {
  const jobs = await Promise.all(jobIds.map((id) => world.jobs.ended(id)));
  return jobs.map((job) => job?.state);
}

describe('several ranges chosen quickly', () => {
  it('are one sync at a time, and the last one chosen is the one that is loaded', async () => {
    const release = hold();
    const first = await startSync(hour);
    await vi.waitFor(() => expect(world.tenant.requests).toHaveLength(1));
    const ids = [first, await startSync(day), await startSync(week), await startSync(month)];
    expect(
      await Promise.all([hour, day, week, month].map(async (range) => (await world.loaded(range)).syncing)),
    ).toEqual([false, false, false, true]);
    expect(world.tenant.requests).toHaveLength(1);
    release();
    expect(await ends(ids)).toEqual(['cancelled', 'cancelled', 'cancelled', 'done']);
    expect(await world.loaded(month)).toMatchObject({ complete: true, loaded: 40, syncing: false });
  });

  it('load the first of them where it is chosen again', async () => {
    const release = hold();
    const ids = [await startSync(day), await startSync(week), await startSync(day)];
    expect(await startSync(day)).toBe(ids[2]);
    release();
    expect(await ends(ids)).toEqual(['cancelled', 'cancelled', 'done']);
    expect(await world.loaded(day)).toMatchObject({ complete: true });
  });

  it('start anew what the person cancelled and chose again', async () => {
    const release = hold();
    const first = await startSync(day);
    await vi.waitFor(() => expect(world.tenant.requests).toHaveLength(1));
    world.jobs.cancel(first);
    const second = await startSync(day);
    release();
    expect(await ends([first, second])).toEqual(['cancelled', 'done']);
  });

  it('remember what was loaded until the next one was chosen', async () => {
    const renews = ({ query }: ReadRequest) => query?.['$filter']?.includes('MessageGuid') === true;
    const release = hold(renews);
    const first = await startSync(month);
    await vi.waitFor(() => expect(world.tenant.requests.some(renews)).toBe(true));
    const second = await startSync(hour);
    release();
    expect(await ends([first, second])).toEqual(['cancelled', 'done']);
    expect(await world.loaded(month)).toMatchObject({ complete: true, loaded: 40, syncing: false });
  });
});

describe('the error of a range', () => {
  const fail = () => {
    throw new AppError('network.offline', 'offline');
  };

  it('is its own, whatever became of another range', async () => {
    world.tenant.before = fail;
    await world.sync(day);
    world.tenant.before = () => undefined;
    await world.sync(week);
    expect((await world.loaded(day)).error).toMatchObject({ code: 'network.offline' });
    expect((await world.loaded(week)).error).toBeUndefined();
    await world.sync(day);
    expect((await world.loaded(day)).error).toBeUndefined();
  });

  it('is not told of a range that was never asked for since', async () => {
    await world.sync(week);
    world.tenant.before = fail;
    await world.sync(day);
    expect((await world.loaded(week)).error).toBeUndefined();
    expect((await world.loaded(hour)).error).toBeUndefined();
  });
});
