import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { RunningServer } from './demo-tenant/server-process.ts';
import type { Tenant } from './demo-tenant/tenant.ts';
import { startTenant } from './demo-tenant/tenant.ts';
import { guidOf, LOGS } from './probes/logs.ts';
import type { JsonObject } from './reader/answer.ts';
import { textOf } from './reader/answer.ts';
import { datetime, query } from './reader/literals.ts';

/**
 * The same tenant at three instants: same seed and volume, only the clock differs. What one instant shows and the next
 * one changes could otherwise only be seen by waiting.
 */
const NOON = Date.UTC(2026, 10, 18, 12);
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const VOLUME = 60_000;

let servers: readonly RunningServer[] = [];
let [noon, tenMinutesLater, aDayLater]: readonly Tenant[] = [];

beforeAll(async () => {
  const started = [];
  for (const now of [NOON, NOON + 10 * MINUTE, NOON + DAY]) {
    started.push(await startTenant({ messages: VOLUME, now: new Date(now).toISOString() }));
  }
  servers = started.map(({ server }) => server);
  [noon, tenMinutesLater, aDayLater] = started.map(({ tenant }) => tenant);
});
afterAll(async () => {
  for (const server of servers) await server.close();
});

function rows(tenant: Tenant | undefined, filter: string): Promise<readonly JsonObject[]> {
  if (tenant === undefined) throw new Error('The tenant was not started');
  return tenant.administrator.allRows(`${LOGS}${query({ $filter: filter, $orderby: 'LogStart' })}`);
}

function statusOf(guid: string, all: readonly JsonObject[]): string {
  return textOf(all.find((row) => guidOf(row) === guid)?.['Status']);
}

describe('messages as time goes by', () => {
  const lately = `LogStart ge ${datetime(NOON - 120 * MINUTE)} and LogEnd le ${datetime(NOON)}`;

  test('2.5: some messages that have ended become visible only within ten minutes', async () => {
    const [before, after] = [await rows(noon, lately), await rows(tenMinutesLater, lately)];
    const known = new Set(before.map(guidOf));
    const late = after.filter((row) => !known.has(guidOf(row)));
    expect(before.length).toBeGreaterThan(20);
    expect(late.length).toBeGreaterThan(0);
    expect(late.length).toBeLessThan(before.length);
  });

  test('2.5: what was visible stays visible', async () => {
    const [before, after] = [await rows(noon, lately), await rows(tenMinutesLater, lately)];
    const later = new Set(after.map(guidOf));
    expect(before.map(guidOf).filter((guid) => !later.has(guid))).toEqual([]);
  });

  test('3.5: a message in PROCESSING comes to an end', async () => {
    const running = await rows(noon, "Status eq 'PROCESSING'");
    const later = await rows(
      aDayLater,
      `LogStart ge ${datetime(NOON - DAY)} and LogStart le ${datetime(NOON)}`,
    );
    expect(running.length).toBeGreaterThan(0);
    const recent = running.map(guidOf).filter((guid) => later.some((row) => guidOf(row) === guid));
    expect(recent.length).toBeGreaterThan(0);
    expect(recent.filter((guid) => statusOf(guid, later) === 'PROCESSING')).toEqual([]);
  });

  test('3.5: RETRY, ABANDONED and CANCELLED may still change', async () => {
    const open = "Status eq 'RETRY' or Status eq 'ABANDONED' or Status eq 'CANCELLED'";
    const window = `LogStart ge ${datetime(NOON - 5 * DAY)} and LogStart le ${datetime(NOON)}`;
    const [before, after] = [await rows(noon, `${window} and (${open})`), await rows(aDayLater, window)];
    const known = before.filter((row) => after.some((each) => guidOf(each) === guidOf(row)));
    const changed = known.filter((row) => statusOf(guidOf(row), after) !== row['Status']);
    expect(known.length).toBe(before.length);
    expect(before.length).toBeGreaterThan(0);
    expect(changed.length).toBeGreaterThan(0);
  });

  test('3.5: COMPLETED and FAILED are final', async () => {
    const final = `(Status eq 'COMPLETED' or Status eq 'FAILED') and LogStart ge ${datetime(NOON - 180 * MINUTE)}`;
    const [before, after] = [
      await rows(noon, final),
      await rows(aDayLater, `${final} and LogStart le ${datetime(NOON)}`),
    ];
    expect(before.length).toBeGreaterThan(20);
    expect(before.filter((row) => statusOf(guidOf(row), after) !== row['Status']).map(guidOf)).toEqual([]);
  });

  test('3.3: message processing logs are kept for 30 days', async () => {
    const oldest = (tenant: Tenant | undefined, now: number): Promise<readonly JsonObject[]> =>
      rows(tenant, `LogEnd lt ${datetime(now - 30 * DAY - 60 * MINUTE)}`);
    expect(await oldest(noon, NOON)).toEqual([]);
    expect((await rows(noon, `LogStart lt ${datetime(NOON - 28 * DAY)}`)).length).toBeGreaterThan(0);
    expect(await oldest(aDayLater, NOON + DAY)).toEqual([]);
  });
});
