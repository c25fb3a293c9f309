import { randomUUID } from 'node:crypto';

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { MessageRow } from '../../src-shared/model/messages.ts';
import type { PayloadSource } from '../../src-shared/model/payloads.ts';
import { month, World } from './fixtures/world.ts';

const hour = 3_600_000;
const look = { isPretty: false };

let world: World;
beforeEach(async () => {
  world = await World.start({ messages: 40_000 });
  await world.connect();
});
afterEach(() => world.close());

async function rows(statuses: readonly string[], most = 500): Promise<readonly MessageRow[]> {
  const { connectionId } = world;
  const found = await world.app.call('messages.query', {
    connectionId,
    filter: { range: month, statuses, flows: [] },
    sort: { column: 'start', direction: 'descending' },
    offset: 0,
    limit: most,
  });
  return found.rows;
}

function open(source: PayloadSource, wanted: { readonly limit?: number } = {}) {
  const { connectionId } = world;
  const asked = { connectionId, source, name: 'Payload', ticket: randomUUID(), ...wanted };
  return world.app.call('payloads.open', asked);
}

test('a trace is read while it lasts, again where the tenant broke off, and each body opens without asking twice', async () => {
  const to = Date.now();
  expect(await world.sync({ kind: 'between', from: to - hour, to })).toMatchObject({ state: 'done' });
  const traced = (await rows(['COMPLETED'])).find(({ logLevel }) => logLevel === 'TRACE');
  const message = { connectionId: world.connectionId, messageGuid: traced?.messageGuid ?? '' };
  await world.app.call('runs.read', message);
  const [run] = await world.app.call('runs.list', message);
  const one = { ...message, runId: run?.id ?? '' };

  world.proxy.harm(/TraceMessages\(.*\$value/, { kind: 'status', status: 503 });
  expect(await world.app.job('runs.readTrace', one as never)).toMatchObject({ state: 'failed' });
  world.proxy.heal();
  expect(await world.app.job('runs.readTrace', one as never)).toMatchObject({ state: 'done' });
  const { traced: children } = await world.app.call('runs.traceState', one);
  expect(children.length).toBe(run?.steps);

  // Nothing is asked any more: the tenant may have forgotten it by now.
  world.proxy.harm(/./, { kind: 'status', status: 503 });
  const kinds: string[] = [];
  for (const child of children.slice(0, 4)) {
    const { trace } = await world.app.call('runs.trace', { ...one, child });
    const [part] = trace.messages;
    const body = await open({ of: 'trace', messageGuid: message.messageGuid, id: part?.id ?? '' });
    expect(body).toMatchObject({ from: 'memory', bytes: part?.bytes });
    kinds.push(body.kind);
  }
  expect(kinds.slice(1)).toEqual(kinds.slice(1).map(() => 'xml'));

  await world.app.call('runs.forgetTrace', message);
  const [first = 0] = children;
  await expect(world.app.call('runs.trace', { ...one, child: first })).rejects.toMatchObject({
    code: expect.stringMatching(/^tenant\./) as string,
  });
});

test('payloads open whole, cut where that is asked for, or not at all, and are what the tenant has', async () => {
  expect(await world.sync({ kind: 'last', minutes: 2 * 24 * 60 })).toMatchObject({ state: 'done' });
  const kinds = new Set<string>();
  let broken = false;
  for (const { messageGuid } of await rows(['FAILED'], 60)) {
    const message = { connectionId: world.connectionId, messageGuid };
    const { attachments } = await world.app.call('payloads.readList', message);
    if (attachments.state !== 'read') continue;
    for (const { id, bytes } of attachments.value) {
      const source = { of: 'attachment', messageGuid, id } as const;
      if (!broken) {
        broken = true;
        world.proxy.harm(/\$value/, { kind: 'cut' });
        await expect(open(source)).rejects.toMatchObject({
          code: expect.stringMatching(/^(network|tenant|content)\./) as string,
        });
        world.proxy.heal();
      }
      const beginning = await open(source, { limit: 50 });
      expect(beginning.isCut).toBe((bytes ?? 0) > 50);
      expect(beginning.bytes).toBeLessThanOrEqual(50);
      await world.app.call('payloads.close', { id: beginning.id });
      const opened = await open(source);
      expect(opened).toMatchObject({ bytes, isCut: false });
      kinds.add(opened.kind);
      if (opened.kind === 'zip' || opened.kind === 'multipart') {
        const parts = await world.app.call('payloads.parts', { id: opened.id, look });
        const path = parts.find(({ name }) => name.endsWith('order.xml'))?.path ?? '';
        expect(await open({ of: 'part', payloadId: opened.id, path })).toMatchObject({ kind: 'xml' });
      }
      await world.app.call('payloads.close', { id: opened.id });
    }
  }
  expect([...kinds]).toEqual(expect.arrayContaining(['xml', 'json', 'zip', 'multipart']));
});

test('a chain over two tenants has what one knows while the other does not answer', async () => {
  const first = world.connectionId;
  const { tenant, oauth } = world;
  await world.connect({
    name: 'Other',
    tenantUrl: tenant.url,
    access: { kind: 'client-secret', tokenUrl: oauth.tokenurl, clientId: oauth.clientid },
  });
  const connectionIds = [first, world.connectionId];
  expect(await world.sync({ kind: 'last', minutes: 24 * 60 })).toMatchObject({ state: 'done' });
  const { correlationId = '' } = (await rows(['FAILED']))[0] ?? {};
  const asked = { connectionIds, correlationId };

  world.proxy.harm(/MessageProcessingLogs/, { kind: 'status', status: 503 });
  const [failed, found] = await world.app.call('chain.read', asked);
  expect(failed).toMatchObject({ connectionId: first, found: 0, error: { code: 'tenant.unavailable' } });
  expect(found?.found).toBeGreaterThan(0);
  const alone = await world.app.call('chain.messages', asked);
  expect(new Set(alone.messages.map(({ connectionId }) => connectionId))).toEqual(
    new Set([world.connectionId]),
  );

  world.proxy.heal();
  expect((await world.app.call('chain.read', asked)).every(({ error }) => error === undefined)).toBe(true);
  const both = await world.app.call('chain.messages', asked);
  expect(both.messages.length).toBe(2 * alone.messages.length);
  const starts = both.messages.map(({ row }) => row.start);
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
});
