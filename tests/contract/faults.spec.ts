import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { RunningServer } from './demo-tenant/server-process.ts';
import { startTenant } from './demo-tenant/tenant.ts';
import { faults } from './proxy/faults.ts';
import { findingsThrough } from './proxy/findings-through.ts';

let server: RunningServer | undefined;
beforeAll(async () => ({ server } = await startTenant()));
afterAll(() => server?.close());

test('there are at least twenty different faults', () => {
  expect(new Set(faults.map(({ fault }) => fault)).size).toBe(faults.length);
  expect(faults.length).toBeGreaterThanOrEqual(20);
});

describe('a fault of the server is noticed', () => {
  for (const { fault, mutation, caughtBy } of faults) {
    test(`${fault}, by "${caughtBy.states}"`, { timeout: 60_000 }, async () => {
      const findings = await findingsThrough(server, caughtBy, mutation);
      expect(findings.filter(({ found }) => !found.startsWith('429 '))).not.toEqual([]);
    });
  }
});
