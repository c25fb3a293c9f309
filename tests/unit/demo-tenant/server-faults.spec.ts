import { createServer } from 'node:http';

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import {
  type FaultyDemoTenant,
  startFaultyDemoTenant,
} from '../../../src-demo-tenant/faults/start-faulty-demo-tenant.ts';
import { type DemoClient, requestToken, signIn } from './server-client.ts';

let tenant: FaultyDemoTenant;
let client: DemoClient;

beforeAll(async () => {
  tenant = await startFaultyDemoTenant({ seed: 7, messages: 500 });
  client = await signIn(tenant, 'administrator');
});
afterEach(() => {
  tenant.repair();
  tenant.clearLog();
});
afterAll(() => tenant.close());

const logs = 'MessageProcessingLogs?$top=3';

describe('a fault for a path', () => {
  test.each([401, 403, 429, 500, 502])('answers %i, other paths are well', async (status) => {
    tenant.fault('MessageProcessingLogs', { kind: 'status', status });
    expect((await client.get(logs)).status).toBe(status);
    expect((await client.get('ServiceEndpoints?$top=1')).status).toBe(200);
  });

  test('429 comes with Retry-After or without', async () => {
    const repair = tenant.fault('MessageProcessingLogs', { kind: 'status', status: 429, retryAfter: '2' });
    expect((await client.get(logs)).headers.get('retry-after')).toBe('2');
    repair();
    tenant.fault('MessageProcessingLogs', { kind: 'status', status: 429 });
    expect((await client.get(logs)).headers.get('retry-after')).toBeNull();
  });

  test('hits so many requests and then no more', async () => {
    tenant.fault('MessageProcessingLogs', { kind: 'status', status: 500 }, { times: 2 });
    const statuses = [await client.get(logs), await client.get(logs), await client.get(logs)];
    expect(statuses.map(({ status }) => status)).toEqual([500, 500, 200]);
  });

  test('begins after so many requests', async () => {
    tenant.fault(/MessageProcessingLogs\?/, { kind: 'status', status: 500 }, { after: 1, times: 1 });
    const statuses = [await client.get(logs), await client.get(logs), await client.get(logs)];
    expect(statuses.map(({ status }) => status)).toEqual([200, 500, 200]);
  });

  test('hits each so many-th request', async () => {
    tenant.fault('MessageProcessingLogs', { kind: 'status', status: 500 }, { after: 1, every: 2 });
    const statuses = [];
    for (let at = 0; at < 5; at++) statuses.push((await client.get(logs)).status);
    expect(statuses).toEqual([200, 500, 200, 500, 200]);
  });

  test('HTML, nothing and half a JSON text', async () => {
    tenant.fault('MessageProcessingLogs', { kind: 'html' });
    const html = await client.get(logs);
    expect([html.status, html.headers.get('content-type')]).toEqual([200, 'text/html;charset=utf-8']);
    tenant.fault('MessageProcessingLogs', { kind: 'empty' });
    expect((await client.get(logs)).text).toBe('');
    tenant.fault('MessageProcessingLogs', { kind: 'invalid-json' });
    const broken = await client.get(logs);
    expect([broken.text.slice(0, 5), broken.json]).toEqual(['{"d":', undefined]);
  });

  test.each(['cut', 'hang-up'] as const)('%s ends the connection', async (kind) => {
    tenant.fault('MessageProcessingLogs', { kind });
    await expect(client.get(logs)).rejects.toThrow();
  });

  test('silence lasts until the client gives up', async () => {
    tenant.fault('MessageProcessingLogs', { kind: 'silence' });
    await expect(client.send(logs, { signal: AbortSignal.timeout(150) })).rejects.toThrow(/timeout/i);
  });

  test('a redirect and __next lead to another host', async () => {
    const origin = 'http://other.example:8080';
    const repair = tenant.fault('MessageProcessingLogs', { kind: 'redirect', origin });
    const redirect = await client.get(logs);
    expect(redirect.status).toBe(302);
    expect(redirect.headers.get('location')).toBe(`${origin}/api/v1/MessageProcessingLogs?$top=3`);
    repair();
    tenant.fault('MessageProcessingLogs', { kind: 'foreign-next', origin });
    const { json } = await client.get(logs);
    expect(json).toMatchObject({
      d: { __next: expect.stringMatching(/^http:\/\/other\.example:8080\/api/) as unknown },
    });
  });

  test('the token endpoint answers HTML', async () => {
    tenant.fault('/oauth/token', { kind: 'html' });
    expect((await requestToken(tenant, 'reader')).text).toMatch(/^<html>/);
  });
});

type Logs = { d: { results: { MessageGuid: string; LogStart: string }[]; __next?: string } };
const startOf = ({ LogStart }: { LogStart: string }): number => Number(/\d+/.exec(LogStart)?.[0]);
const page = async (query: string): Promise<Logs['d']> =>
  ((await client.get(`MessageProcessingLogs?$orderby=LogStart desc&${query}`)).json as Logs).d;

describe('strange pages', () => {
  test('begin with the last ones of the page before', async () => {
    tenant.fault('MessageProcessingLogs', { kind: 'duplicates', count: 2 });
    const first = (await page('$top=10')).results;
    const second = (await page('$top=10&$skip=10')).results;
    expect(second.slice(0, 2)).toEqual(first.slice(-2));
    expect(second).toHaveLength(10);
  });

  test('never end', async () => {
    tenant.fault('MessageProcessingLogs', { kind: 'endless' });
    const first = await page('$top=3');
    expect(first.__next).toContain('$skiptoken'.replace('$', '%24'));
    const beyond = await page('$top=3&$skip=100000');
    expect(beyond.results).toEqual(first.results);
    expect(beyond.__next).toBeDefined();
  });
});

describe('time', () => {
  test("goes by the tenant's clock, which its answers tell", async () => {
    const own = await startFaultyDemoTenant({ seed: 7, messages: 500 });
    own.shiftClock(-7 * 60_000);
    const there = await signIn(own, 'administrator');
    const date = Date.parse((await there.get(logs)).headers.get('date') ?? '');
    expect(Math.abs(Date.now() - 7 * 60_000 - date)).toBeLessThan(30_000);
    await own.close();
  });

  test('jumps on with each request, so that messages arrive while a list is read', async () => {
    const own = await startFaultyDemoTenant({ seed: 7, messages: 50_000 });
    const there = await signIn(own, 'administrator');
    const newest = async (): Promise<number> => {
      const { json } = await there.get('MessageProcessingLogs?$orderby=LogStart desc&$top=1');
      const [first] = (json as Logs).d.results;
      return first ? startOf(first) : 0;
    };
    own.hurry(10 * 60_000);
    const seen = [await newest(), await newest(), await newest()];
    expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => a - b));
    expect(seen).toHaveLength(3);
    await own.close();
  });

  test('passes before a share of the messages can be seen', async () => {
    const own = await startFaultyDemoTenant({ seed: 7, messages: 50_000 });
    const there = await signIn(own, 'administrator');
    const count = async (): Promise<number> => Number((await there.get('MessageProcessingLogs/$count')).text);
    const before = await count();
    own.lateness({ share: 0.5, ms: 24 * 3_600_000 });
    const after = await count();
    expect(after).toBeLessThan(before - 400);
    own.repair();
    expect(await count()).toBeGreaterThanOrEqual(before);
    await own.close();
  });
});

test('has exactly the wanted number of messages at the start where that is wanted', async () => {
  const own = await startFaultyDemoTenant({ seed: 7, messages: 12_345, isExact: true });
  const there = await signIn(own, 'administrator');
  const before = Date.now();
  const count = Number((await there.get('MessageProcessingLogs/$count')).text);
  // The tenant lives: one in some minutes begins.
  expect(count).toBeGreaterThanOrEqual(12_345);
  expect(count - 12_345).toBeLessThanOrEqual(2 + (Date.now() - before) / 1_000);
  await own.close();
});

describe('tokens', () => {
  test('live as long as they are told to', async () => {
    tenant.tokenLifetime(1);
    const { json } = await requestToken(tenant, 'reader');
    expect(json).toMatchObject({ expires_in: 1 });
  });

  test('are refused after so many requests, new ones serve again', async () => {
    tenant.tokenRequests(2);
    const first = await signIn(tenant, 'reader');
    const statuses = [await first.get(logs), await first.get(logs), await first.get(logs)];
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 401]);
    expect((await (await signIn(tenant, 'reader')).get(logs)).status).toBe(200);
  });

  test('can all be revoked', async () => {
    const before = await signIn(tenant, 'reader');
    tenant.revokeTokens();
    expect((await before.get(logs)).status).toBe(401);
    client = await signIn(tenant, 'administrator');
    expect((await client.get(logs)).status).toBe(200);
  });
});

test('JSON is changed as a server with a mistake would', async () => {
  tenant.mutateJson('MessageProcessingLogs', (_path, body) => {
    const { d } = body as { d: { __count: string } };
    return { d: { ...d, __count: Number(d.__count) } };
  });
  const { json } = await client.get(`${logs}&$inlinecount=allpages`);
  expect(json).toMatchObject({ d: { __count: expect.any(Number) as unknown } });
});

test('the log tells method, path and client of every request', async () => {
  await client.get(logs);
  await fetch(`${tenant.url}/api/v1/MessageProcessingLogs`);
  expect(tenant.log.map(({ method, path, client: name }) => [method, path, name])).toEqual([
    ['GET', '/api/v1/MessageProcessingLogs?$top=3', 'administrator'],
    ['GET', '/api/v1/MessageProcessingLogs', undefined],
  ]);
  expect(tenant.log.every(({ time }) => Math.abs(Date.now() - time) < 10_000)).toBe(true);
});

test('closing ends silent connections too', async () => {
  const other = await startFaultyDemoTenant({ seed: 1, messages: 0 });
  other.fault('/', { kind: 'silence' });
  const open = fetch(`${other.url}/api/v1/`).catch((fault: unknown) => fault);
  await expect.poll(() => other.log.length).toBe(1);
  await other.close();
  expect(await open).toBeInstanceOf(Error);
  // The port is free again.
  const again = createServer();
  await new Promise<void>((listening) =>
    again.listen(Number(new URL(other.url).port), '127.0.0.1', listening),
  );
  await new Promise((closed) => again.close(closed));
});
