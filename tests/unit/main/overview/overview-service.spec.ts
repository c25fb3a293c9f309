import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
  type FaultyDemoTenant,
  startFaultyDemoTenant,
} from '../../../../src-demo-tenant/faults/start-faulty-demo-tenant.ts';
import { OverviewFile } from '../../../../src-main/overview/overview-file.ts';
import { OverviewService } from '../../../../src-main/overview/overview-service.ts';
import { createTenantClients } from '../../../../src-main/sap/create-client.ts';
import { closedGate } from '../../../../src-main/sap/gate.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { ConnectionSummary } from '../../../../src-shared/model/connections.ts';
import type { Job } from '../../../../src-shared/model/jobs.ts';
import { requestsPerRefresh } from '../../../../src-shared/model/overview.ts';
import { credentialsOf, record } from '../connections/fakes.ts';
import { FakeClock } from '../sap/fake-clock.ts';
import { nodeTransport } from '../sap/node-transport.ts';
import { MemoryFile } from '../secrets/fake-encryption.ts';

const { signal } = new AbortController();

let tenant: FaultyDemoTenant;
beforeEach(async () => {
  tenant = await startFaultyDemoTenant({ seed: 7, messages: 2_000 });
});
afterEach(() => tenant.close());

function createWorld(changes: readonly Partial<ConnectionSummary>[] = [{}]) {
  const oauth = tenant.clients.find(({ name }) => name === 'administrator')?.serviceKey.oauth;
  if (!oauth) throw new Error('No such client.');
  const addresses = { tenantUrl: tenant.url, tokenUrl: oauth.tokenurl };
  const connections: ConnectionSummary[] = changes.map((change, index) => ({
    ...record,
    tenantUrl: tenant.url,
    secret: 'stored',
    id: `c${index + 1}`,
    ...change,
  }));
  const file = new MemoryFile();
  const resolved: string[] = [];
  const world = { ticks: 0, ring: 'open', active: 0, most: 0, keys: [] as string[] };
  const openAccess = createTenantClients({
    transportFor: () => nodeTransport,
    gateFor: () => closedGate,
    version: '0',
    clock: new FakeClock({ hurried: true }),
  });
  const service = new OverviewService({
    file: new OverviewFile(file),
    connections: () => connections,
    clientOf: () => undefined,
    resolve: (id) => {
      resolved.push(id);
      world.active += 1;
      world.most = Math.max(world.most, world.active);
      const credentials = credentialsOf(addresses, () => {
        if (world.ring === 'open') return Promise.resolve(oauth.clientsecret);
        // As the store does: from the first refusal on it knows.
        for (const [index, one] of connections.entries()) connections[index] = { ...one, secret: 'locked' };
        return Promise.reject(new AppError('secrets.locked', 'The key ring does not open.'));
      });
      const access = { kind: 'client-secret', tokenUrl: oauth.tokenurl, clientId: oauth.clientid } as const;
      const own = { ...record, id };
      return Promise.resolve({
        summary: () => ({ ...own, secret: 'stored' as const }),
        record: own,
        isDemo: false,
        credentials: { ...credentials, access },
      });
    },
    openAccess: (key, credentials, changed) => {
      world.keys.push(key);
      const access = openAccess(key, credentials, changed);
      return {
        ...access,
        close: () => {
          world.active -= 1;
          access.close();
        },
      };
    },
    changed: () => undefined,
    // Never the same twice.
    now: () => Date.now() + (world.ticks += 1),
  });
  const facts = () => service.list();
  return { service, file, connections, resolved, world, facts };
}

describe('the overview', () => {
  it('opens no partition of its own for each refresh', async () => {
    const { service, world } = createWorld();
    await service.refresh(['c1'], signal);
    await service.refresh(['c1'], signal);
    expect(world.keys).toEqual(['passing', 'passing']);
  });

  it('knows nothing before it asked, and asks for little', async () => {
    const { service, facts, resolved } = createWorld();
    expect(facts()).toMatchObject([{ connectionId: 'c1', state: 'unknown', checkedAt: undefined }]);
    expect(resolved).toEqual([]);
    await service.refresh(['c1'], signal);
    expect(tenant.log.length).toBeLessThanOrEqual(requestsPerRefresh);
    expect(facts()).toMatchObject([{ state: 'reachable', isRefreshing: false }]);
    const [{ failedMessages, expiring, readAt, checkedAt } = { failedMessages: -1 }] = facts();
    expect(failedMessages).toBeGreaterThanOrEqual(0);
    expect(expiring?.count).toBeGreaterThan(0);
    expect(readAt).toBe(checkedAt);
  });

  it('does not ask again what failed, and keeps the figures of before with their age', async () => {
    const { service, facts, file } = createWorld();
    await service.refresh(['c1'], signal);
    const [before] = facts();
    tenant.clearLog();
    tenant.fault(/.*/, { kind: 'status', status: 503 });
    await service.refresh(['c1'], signal);
    expect(tenant.log.length).toBeLessThanOrEqual(requestsPerRefresh);
    const [after] = facts();
    expect(after).toMatchObject({
      state: 'unreachable',
      readAt: before?.readAt,
      failedMessages: before?.failedMessages,
      expiring: before?.expiring,
    });
    // Over a restart, too, without words of the tenant.
    const [reread] = [new OverviewFile(file).get('c1')];
    expect(reread).toMatchObject({ state: 'unreachable', error: { code: after?.error?.code } });
    expect(JSON.stringify(file.content)).not.toContain(tenant.url.slice('http://'.length));
  });

  it('goes on where one area is refused', async () => {
    const { service, facts } = createWorld();
    tenant.fault(/KeystoreEntries/, { kind: 'status', status: 403 });
    await service.refresh(['c1'], signal);
    expect(facts()).toMatchObject([{ state: 'reachable', expiring: undefined }]);
    expect(facts()[0]?.failedMessages).toBeTypeOf('number');
  });

  it('asks one connection at a time on each host', async () => {
    const { service, facts, world } = createWorld([{}, {}, {}, {}]);
    await service.refresh(['c1', 'c2', 'c3', 'c4'], signal);
    expect(facts().map(({ state }) => state)).toEqual(Array.from({ length: 4 }, () => 'reachable'));
    expect(world.most).toBe(1);
  });

  it('asks a locked key ring once, and says for the others that it is locked', async () => {
    const hosts = ['https://a.invalid', 'https://b.invalid', 'https://c.invalid'];
    const { service, facts, resolved, world } = createWorld(hosts.map((tenantUrl) => ({ tenantUrl })));
    world.ring = 'locked';
    await service.refresh(['c1', 'c2', 'c3'], signal);
    expect(resolved).toEqual(['c1']);
    expect(facts().map(({ state }) => state)).toEqual(['locked', 'locked', 'locked']);
    expect(tenant.log).toEqual([]);
  });

  it('asks nobody without a secret, and starts no demo tenant', async () => {
    const { service, facts, resolved } = createWorld([{ secret: 'missing' }, { isDemo: true }]);
    await service.refresh(['c1', 'c2'], signal);
    expect(resolved).toEqual([]);
    expect(facts().map(({ state }) => state)).toEqual(['no-secret', 'unknown']);
  });

  it('ends where it is cancelled', async () => {
    const { service, facts, resolved } = createWorld([{}, {}, {}]);
    const stopping = new AbortController();
    tenant.fault(/MessageProcessingLogs/, { kind: 'silence' });
    const running = service.refresh(['c1', 'c2', 'c3'], stopping.signal);
    await expect.poll(() => tenant.log.length).toBe(2);
    stopping.abort(new AppError('request.cancelled', 'Cancelled.'));
    await expect(running).rejects.toMatchObject({ code: 'request.cancelled' });
    expect(resolved).toEqual(['c1']);
    expect(facts().every(({ isRefreshing }) => !isRefreshing)).toBe(true);
  });

  it('keeps when something was last synced, and forgets what is no longer there', () => {
    const { service, facts, file, connections } = createWorld();
    const job = { kind: 'content-sync', state: 'done', connectionId: 'c1', finishedAt: 42 } as Job;
    service.jobsChanged([
      job,
      { ...job, kind: 'download', finishedAt: 99 },
      { ...job, connectionId: 'gone', finishedAt: 7 },
    ]);
    expect(facts()).toMatchObject([{ syncedAt: 42 }]);
    expect(JSON.stringify(file.content)).not.toContain('gone');
    connections.length = 0;
    expect(facts()).toEqual([]);
    expect(file.content['connections']).toEqual({});
  });

  it('reads a damaged file as nothing', () => {
    const damaged = { connections: { c1: 'x', c2: { state: 'burning', checkedAt: 'y', code: 'no.code' } } };
    const file = new OverviewFile(new MemoryFile(damaged));
    expect(file.get('c1')).toMatchObject({ state: 'unknown', checkedAt: undefined });
    expect(file.get('c2')).toMatchObject({ state: 'unknown', error: undefined });
    expect(new OverviewFile(new MemoryFile({ connections: 7 })).get('c1').state).toBe('unknown');
  });
});
