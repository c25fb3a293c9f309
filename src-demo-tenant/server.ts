import { type DemoTenant, type DemoTenantOptions, startTenant } from './service/tenant.ts';

export type { DemoTenant, DemoTenantOptions } from './service/tenant.ts';

/** Starts a tenant on a loopback port. */
export async function startDemoTenant(options: DemoTenantOptions = {}): Promise<DemoTenant> {
  const { tenant } = await startTenant(options, () => ({}));
  return tenant;
}
