import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Finding } from './checks/finding.ts';
import type { RunningServer } from './demo-tenant/server-process.ts';
import { startTenant, tenantOf } from './demo-tenant/tenant.ts';
import type { Probe } from './probes/probe.ts';
import { faults } from './proxy/faults.ts';
import type { Mutation } from './proxy/mutating-proxy.ts';
import { startProxy } from './proxy/mutating-proxy.ts';

let server: RunningServer | undefined;
beforeAll(async () => ({ server } = await startTenant()));
afterAll(() => server?.close());

/** What a probe reports through a proxy that commits the fault. */
async function findingsThrough(probe: Probe, mutation: Mutation): Promise<readonly Finding[]> {
  if (server === undefined) throw new Error('The demo tenant was not started');
  const proxy = await startProxy(server.url, mutation);
  try {
    return await probe.check(tenantOf(server, proxy.url));
  } finally {
    await proxy.close();
  }
}

test('there are at least twenty different faults', () => {
  expect(new Set(faults.map(({ fault }) => fault)).size).toBe(faults.length);
  expect(faults.length).toBeGreaterThanOrEqual(20);
});

describe('a fault of the server is noticed', () => {
  for (const { fault, mutation, caughtBy } of faults) {
    test(`${fault}, by "${caughtBy.states}"`, { timeout: 60_000 }, async () => {
      const findings = await findingsThrough(caughtBy, mutation);
      expect(findings.filter(({ found }) => !found.startsWith('429 '))).not.toEqual([]);
    });
  }
});

describe('without a fault nothing is reported through the proxy', () => {
  for (const caughtBy of new Set(faults.map((each) => each.caughtBy))) {
    test(`${caughtBy.section}: ${caughtBy.states}`, { timeout: 60_000 }, async () => {
      expect(await findingsThrough(caughtBy, {})).toEqual([]);
    });
  }
});
