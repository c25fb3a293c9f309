import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { silenceLimit } from '../../src-main/sap/exchange.ts';
import type { ErrorCode } from '../../src-shared/errors.ts';
import type { Fault } from '../e2e/fixtures/fault-proxy.ts';
import { words, World } from './fixtures/world.ts';

const logs = /MessageProcessingLogs\?/;

let world: World;
beforeEach(async () => {
  world = await World.start({ silence: 3_000 });
  await world.connect();
});
afterEach(async () => {
  await world.close();
});

interface Lasting {
  readonly day: string;
  readonly fault: Fault;
  readonly code: ErrorCode;
  readonly reads: (host: string) => readonly string[];
}

const lasting: readonly Lasting[] = [
  {
    day: 'the tenant asks to slow down (429)',
    fault: { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
    code: 'tenant.rate-limited',
    reads: () => [
      'The tenant asks to slow down',
      'More requests reached the tenant than it allows; other programs count too. Tenant Atlas has slowed down.',
      'Wait 7 seconds, then try again.',
    ],
  },
  {
    day: 'the tenant keeps failing (500)',
    fault: { kind: 'status', status: 500, body: '{"error":{"message":{"value":"Database busy"}}}' },
    code: 'tenant.failed',
    reads: () => [
      'The tenant reported an error',
      'The tenant could not answer this request. It said: Database busy',
      'Try again. If it stays, open a ticket with SAP and give the text above.',
    ],
  },
  {
    day: 'the connection is cut in the middle of a body',
    fault: { kind: 'cut' },
    code: 'network.cut',
    reads: (host) => [
      'The connection was cut',
      `The answer of ${host} ended too early and was not used.`,
      'Try again. If it happens often, look at the VPN or the proxy.',
    ],
  },
  {
    day: 'the answer is invalid JSON',
    fault: { kind: 'invalid-json' },
    code: 'tenant.invalid-json',
    reads: () => [
      'The answer could not be read',
      'The tenant sent data that is damaged or incomplete. It was not used.',
      'Try again. If it stays, a proxy may be changing the answers.',
    ],
  },
  {
    day: 'the answer is empty',
    fault: { kind: 'empty' },
    code: 'tenant.empty-answer',
    reads: () => [
      'The answer was empty',
      'The tenant answered without any data where data was expected.',
      'Try again in a moment.',
    ],
  },
  {
    day: 'the tenant is silent for 30 seconds',
    fault: { kind: 'silence' },
    code: 'network.timeout',
    reads: (host) => [
      'No answer in time',
      `${host} was silent for too long. What was loaded before is still here.`,
      'Try again in a moment, or choose a shorter time range.',
    ],
  },
];

describe('a bad day of the tenant', () => {
  it.each(lasting)('$day', async ({ fault, code, reads }) => {
    const before = await world.syncOneDay();
    world.proxy.harm(logs, fault);
    const job = await world.sync();
    expect(job).toMatchObject({ state: 'failed', error: { code } });
    expect(words(job.error)).toEqual(reads(new URL(world.proxy.url).host));

    const during = await world.loaded();
    expect(during.loaded).toBeGreaterThanOrEqual(before);
    expect(during.error?.code).toBe(code);
    expect((await world.rows()).rows.length).toBeGreaterThan(0);

    world.proxy.heal();
    await world.expectWhole();
    world.expectNoLeak();
  });

  it('takes 30 seconds of silence for too long', () => {
    expect(silenceLimit).toBe(30_000);
  });

  it.each([
    ['500 then success', { kind: 'status', status: 500 }],
    ['429 then success', { kind: 'status', status: 429, headers: { 'retry-after': '2' } }],
    ['cut once, then success', { kind: 'cut' }],
  ] as const)('%s: the person reads nothing, the sync is whole', async (_day, fault) => {
    world.proxy.harm(logs, fault, 2);
    await world.expectWhole();
    expect(world.app.clock.waits.some((ms) => ms >= 500)).toBe(true);
    expect(await world.activity()).toMatchObject({ reach: 'online', error: undefined });
    world.expectNoLeak();
  });

  it('a token that expires in the middle of a sync is renewed, and the sync is whole', async () => {
    await world.close();
    world = await World.start({ messages: 12_000 });
    await world.connect();
    world.tenant.tokenRequests(8);
    await world.expectWhole();
    const issued = world.tenant.log.filter(({ path }) => path.startsWith('/oauth/token'));
    expect(issued.length).toBeGreaterThan(1);
    const answered = new Set(world.tenant.log.map(({ path }) => path).filter((path) => logs.test(path)));
    expect(answered.size).toBeGreaterThan(8);
    world.expectNoLeak();
  });

  it('403 for one area: it says which role is missing, the rest works', async () => {
    world.proxy.harm(/IntegrationRuntimeArtifacts/, { kind: 'status', status: 403 });
    const { connectionId } = world;
    const job = await world.app.job('runtime.refresh', { connectionId } as never);
    expect(words(job.error)).toEqual([
      'Deployed artifacts: a role is missing',
      'The service key lacks the role MonitoringDataRead.',
      'Add the role MonitoringDataRead to the service instance; it can take an hour until it works.',
    ]);
    expect((await world.app.call('runtime.state', { connectionId })).error?.code).toBe('auth.forbidden');
    await world.expectWhole();
    expect((await world.activity()).reach).toBe('online');
    world.expectNoLeak();
  });

  it('gone offline while browsing: everything seen is there with its age, also after a start', async () => {
    await world.expectWhole();
    const { syncedAt, loaded } = await world.loaded();
    await world.proxy.close();
    const job = await world.sync();
    const { host } = new URL(world.proxy.url);
    expect(words(job.error)).toEqual([
      'The host cannot be reached',
      `${host} does not take the connection. A firewall may be in the way, or the host is wrong.`,
      'Check the hostname and whether this network lets you out without a proxy.',
    ]);
    expect((await world.activity()).reach).toBe('offline');
    await world.restart();
    expect(syncedAt).toBeGreaterThan(Date.now() - 120_000);
    expect(await world.loaded()).toMatchObject({ syncedAt, complete: true });
    expect((await world.loaded()).loaded).toBeGreaterThanOrEqual(loaded - 5);
    expect((await world.rows()).rows).toHaveLength(100);
    world.expectNoLeak();
  });
});
