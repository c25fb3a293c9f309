import { describe, expect, it } from 'vitest';

import type { Session } from '../../../../src-main/connections/session.ts';
import { LiveMessages } from '../../../../src-main/messages/live-messages.ts';
import { LoadedIntervals } from '../../../../src-main/messages/loaded-intervals.ts';
import { connection } from '../content/content-world.ts';
import type { FakeMessage } from './fake-messages.ts';
import { hour, minute, set, start } from './sync-world.ts';

const second = 1_000;
const never = new AbortController().signal;

async function live(messages: FakeMessage[]) {
  const world = await set(messages);
  await world.sync(start - hour, start + 1);
  world.tenant.requests.length = 0;
  let told = 0;
  const steps = new LiveMessages({
    now: () => world.now,
    changed: () => (told += 1),
    isSyncing: () => false,
  });
  const session: Session = { connection, client: world.tenant, library: world.library };
  const step = async (later: number) => {
    world.now += later;
    return steps.step(session, never);
  };
  // The first one looks at everything.
  await step(second);
  world.tenant.requests.length = 0;
  told = 0;
  return { ...world, world, step, told: () => told };
}

const has = async ({ library }: Awaited<ReturnType<typeof live>>, guid: string): Promise<unknown> =>
  (await library.get<{ status: string }>('SELECT status FROM messages WHERE guid = ?', [guid]))?.status;

describe('a step of live mode', () => {
  it('is one small request while nothing begins, and writes and tells nothing of messages', async () => {
    const one = await live([{ guid: 'old', start: start - 10 * minute, status: 'COMPLETED' }]);
    const { changed, perHour } = await one.step(5 * second);
    expect(changed).toBe(0);
    expect(one.told()).toBe(0);
    expect(one.tenant.requests).toHaveLength(1);
    expect(perHour).toBeLessThan(1_300);
  });

  it('costs no more requests in an hour than it says', async () => {
    const one = await live([{ guid: 'old', start: start - 10 * minute, status: 'RETRY' }]);
    let said = 0;
    for (let step = 0; step < 720; step++) said = (await one.step(5 * second)).perHour;
    expect(one.tenant.requests.length).toBeLessThanOrEqual(said * 1.02);
    expect(one.tenant.requests.length).toBeGreaterThan(said * 0.8);
  });

  it('brings what has begun since the last one', async () => {
    const one = await live([]);
    one.messages.push({ guid: 'new', start: start + 3 * second, status: 'PROCESSING' });
    expect(await one.step(5 * second)).toMatchObject({ changed: 1 });
    expect(await has(one, 'new')).toBe('PROCESSING');
    expect(one.told()).toBe(1);
  });

  it('brings what becomes visible late within a quarter of a minute', async () => {
    const one = await live([]);
    one.messages.push({ guid: 'late', start: start - 8 * minute, status: 'COMPLETED' });
    for (let step = 0; step < 3; step++) await one.step(5 * second);
    expect(await has(one, 'late')).toBe('COMPLETED');
  });

  it('does not read again and again for what is counted and not to be had', async () => {
    const one = await live([]);
    const { tenant } = one;
    const count = tenant.count.bind(tenant);
    tenant.count = async (request) => (await count(request)) + 2;
    for (let step = 0; step < 12; step++) await one.step(5 * second);
    const lists = tenant.requests.filter(({ path }) => path === 'MessageProcessingLogs');
    // Twelve steps, two of them also ask who has ended; one reading of everything.
    expect(lists.length).toBeLessThan(20);
  });

  it('notices within half a minute that a long run has ended', async () => {
    const running: FakeMessage = { guid: 'long', start: start - 3 * hour, status: 'PROCESSING' };
    const one = await live([running]);
    Object.assign(running, { status: 'COMPLETED', end: start + 20 * second });
    one.messages.splice(0, one.messages.length, running);
    for (let step = 0; step < 7; step++) await one.step(5 * second);
    expect(await has(one, 'long')).toBe('COMPLETED');
  });

  it('leaves what may come late to the usual sync', async () => {
    const one = await live([]);
    const before = await LoadedIntervals.of(one.library).readUntil();
    for (let step = 0; step < 20; step++) await one.step(5 * second);
    expect(await LoadedIntervals.of(one.library).readUntil()).toBe(before);
    one.messages.push({ guid: 'late', start: start + 30 * second, status: 'COMPLETED' });
    one.world.now += 9 * minute;
    await one.sync(one.world.now - hour, one.world.now + 1);
    expect(await has(one, 'late')).toBe('COMPLETED');
  });

  it('catches up after a longer pause without naming as loaded what it has not read', async () => {
    const one = await live([]);
    one.messages.push({ guid: 'asleep', start: start + 40 * minute, status: 'COMPLETED' });
    await one.step(3 * hour);
    expect(await has(one, 'asleep')).toBe('COMPLETED');
  });
});
