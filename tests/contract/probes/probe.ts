import type { Finding } from '../checks/finding.ts';
import type { Tenant } from '../demo-tenant/tenant.ts';

/** One statement of the catalogue and the check that it holds for a tenant. */
export interface Probe {
  /** The catalogue's section, or that it is about what the demo tenant has in it. */
  readonly section: string;
  readonly states: string;
  check(tenant: Tenant): Promise<readonly Finding[]>;
}

export function probe(section: string, states: string, check: Probe['check']): Probe {
  return { section, states, check };
}

/** Something computed once per tenant and then shared by its probes, such as a walk over all packages. */
export function oncePerTenant<T>(read: (tenant: Tenant) => Promise<T>): (tenant: Tenant) => Promise<T> {
  const known = new WeakMap<Tenant, Promise<T>>();
  return (tenant) => {
    const before = known.get(tenant);
    if (before !== undefined) return before;
    const reading = read(tenant);
    known.set(tenant, reading);
    return reading;
  };
}

export async function inTurn<In, Out>(
  items: readonly In[],
  each: (item: In) => Promise<readonly Out[]>,
): Promise<readonly Out[]> {
  const all: Out[] = [];
  for (const item of items) all.push(...(await each(item)));
  return all;
}

/** The first item, or an error that says what the tenant lacks: without it a probe would prove nothing. */
export function some<T>(items: readonly T[], what: string): T {
  const first = items[0];
  if (first === undefined) throw new Error(`The tenant has no ${what}`);
  return first;
}
