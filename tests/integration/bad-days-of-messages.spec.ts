import { afterEach, describe, expect, test } from 'vitest';

import { type FaultName, faultNames } from '../../src-demo-tenant/faults/fault-names.ts';
import { presets } from '../../src-demo-tenant/faults/presets.ts';
import { datetimeLiteral } from '../../src-main/sap/odata/dates.ts';
import { month, World } from './fixtures/world.ts';

const hour = 3_600_000;
const day = 24 * hour;

let world: World;
afterEach(() => world.close());

/** What the tenant has of a stretch, by guid, read page by page by another reader than ours. */
async function truth(from: number, to: number): Promise<ReadonlyMap<string, string>> {
  const { oauth } = world;
  const login = Buffer.from(`${oauth.clientid}:${oauth.clientsecret}`).toString('base64');
  const token = (await (
    await fetch(oauth.tokenurl, {
      method: 'POST',
      headers: { authorization: `Basic ${login}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })
  ).json()) as { access_token: string };
  const all = new Map<string, string>();
  const filter = `LogStart ge ${datetimeLiteral(from)} and LogStart lt ${datetimeLiteral(to)}`;
  for (let skip = 0; ; skip += 1_000) {
    const query = new URLSearchParams({
      $filter: filter,
      $orderby: 'LogStart',
      $top: '1000',
      $skip: String(skip),
    });
    const answer = await fetch(`${world.tenant.url}/api/v1/MessageProcessingLogs?${query.toString()}`, {
      headers: { authorization: `Bearer ${token.access_token}`, accept: 'application/json' },
    });
    const { d } = (await answer.json()) as {
      d: { results: { MessageGuid: string; Status: string }[] };
    };
    for (const { MessageGuid, Status } of d.results) all.set(MessageGuid, Status);
    if (d.results.length < 1_000) return all;
  }
}

/** What the library holds of a stretch, by guid. */
async function known(from: number, to: number): Promise<ReadonlyMap<string, string>> {
  const all = new Map<string, string>();
  for (let offset = 0; ; offset += 500) {
    const { rows } = await world.app.call('messages.query', {
      connectionId: world.connectionId,
      filter: { range: { kind: 'between', from, to }, statuses: [], flows: [] },
      sort: { column: 'start', direction: 'ascending' },
      offset,
      limit: 500,
    });
    for (const { messageGuid, status } of rows) all.set(messageGuid, status);
    if (rows.length < 500) return all;
  }
}

const survivable = faultNames.filter((name) => name !== 'endless');

describe('on a bad day of the tenant the library ends up with what the tenant has, once each', () => {
  test.each<FaultName>(survivable)('%s', async (name) => {
    world = await World.start({ messages: 4_000 });
    const now = Date.now();
    presets[name](world.tenant);
    await world.connect({ tenantUrl: world.tenant.url });
    // A page that was refused three times in a row ends a sync; the next one goes on.
    await expect
      .poll(async () => (await world.sync(month))?.state, { timeout: 60_000, interval: 10 })
      .toBe('done');
    world.tenant.repair();
    await world.sync(month);
    // What began in the last minutes, by whichever clock, may still become visible.
    const [from, to] = [now - 29 * day, now - 0.5 * hour];
    const expected = await truth(from, to);
    expect(expected.size).toBeGreaterThan(3_500);
    const held = await known(from, to);
    expect(held.size).toBe(expected.size);
    expect([...expected.keys()].filter((guid) => !held.has(guid))).toEqual([]);
    // Sums are kept beside the messages, and must say the same.
    const counts = await world.app.call('messages.counts', {
      connectionId: world.connectionId,
      filter: { range: { kind: 'between', from, to }, statuses: [], flows: [] },
    });
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(expected.size);
  });

  test('a list without an end is given up and says so', async () => {
    world = await World.start({ messages: 3_000 });
    presets.endless(world.tenant);
    await world.connect();
    const job = await world.sync(month);
    expect(job).toMatchObject({ state: 'failed', error: { code: 'tenant.unexpected-shape' } });
  });
});
