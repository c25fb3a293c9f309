import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { RunningServer } from '../demo-tenant/server-process.ts';
import type { Tenant } from '../demo-tenant/tenant.ts';
import { startTenant } from '../demo-tenant/tenant.ts';
import type { Probe } from './probe.ts';

const LONGEST_PROBE_MS = 90_000;

/** A test for each probe, with the catalogue's section in its name, against one demo tenant of the test file. */
export function describeProbes(
  subject: string,
  probes: Readonly<Record<string, Probe>>,
  options: Readonly<Record<string, string | number>> = {},
): void {
  describe(subject, () => {
    let tenant: Tenant;
    let server: RunningServer | undefined;
    beforeAll(async () => ({ tenant, server } = await startTenant(options)));
    afterAll(() => server?.close());
    for (const { section, states, check } of Object.values(probes)) {
      test(`${section}: ${states}`, { timeout: LONGEST_PROBE_MS }, async () => {
        expect(await check(tenant)).toEqual([]);
      });
    }
  });
}
