import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { RunningServer } from './demo-tenant/server-process.ts';
import { startTenant } from './demo-tenant/tenant.ts';
import { faults } from './proxy/faults.ts';
import { findingsThrough } from './proxy/findings-through.ts';

/** The other half of faults.spec.ts, with a tenant of its own: both wait for its rates most of the time. */
let server: RunningServer | undefined;
beforeAll(async () => ({ server } = await startTenant()));
afterAll(() => server?.close());

describe('without a fault nothing is reported through the proxy', () => {
  for (const caughtBy of new Set(faults.map((each) => each.caughtBy))) {
    test(`${caughtBy.section}: ${caughtBy.states}`, { timeout: 60_000 }, async () => {
      expect(await findingsThrough(server, caughtBy, {})).toEqual([]);
    });
  }
});
