import type { Tenant } from '../demo-tenant/tenant.ts';
import { wholeType } from '../facts/fact-list.ts';
import type { JsonObject } from '../reader/answer.ts';
import { textOf } from '../reader/answer.ts';
import { keyed } from '../reader/literals.ts';
import { inTurn, oncePerTenant } from './probe.ts';

export const PACKAGES = 'IntegrationPackages';

/** The artifact lists below a package: the navigations of its type that lead to a design-time artifact. */
export const ARTIFACT_LISTS: readonly (readonly [string, string])[] = wholeType('IntegrationPackage')
  .navigation.filter(({ name }) => name.endsWith('DesigntimeArtifacts'))
  .map(({ name, target }) => [name, target]);

export interface Listed {
  readonly packageRow: JsonObject;
  readonly set: string;
  readonly type: string;
  readonly id: string;
  readonly version: string;
  readonly row: JsonObject;
}

export const packages = oncePerTenant(({ administrator }: Tenant) => administrator.rows(PACKAGES));

const lists = new Map(
  ARTIFACT_LISTS.map(([set, type]) => [
    set,
    oncePerTenant(async (tenant: Tenant): Promise<readonly Listed[]> =>
      inTurn(await packages(tenant), async (packageRow) => {
        const rows = await tenant.administrator.rows(`${keyed(PACKAGES, textOf(packageRow['Id']))}/${set}`);
        return rows.map((row) => ({
          packageRow,
          set,
          type,
          id: textOf(row['Id']),
          version: textOf(row['Version']),
          row,
        }));
      }),
    ),
  ]),
);

/** All artifacts of one kind, walked package by package because there is no other list (catalogue 2.3). */
export function listed(tenant: Tenant, set: string): Promise<readonly Listed[]> {
  const list = lists.get(set);
  if (list === undefined) throw new Error(`${set} is no artifact list of a package`);
  return list(tenant);
}

export const FLOWS = 'IntegrationDesigntimeArtifacts';

export function isDraft({ version }: Listed): boolean {
  return version.toLowerCase() === 'active';
}

export function isConfigureOnly({ packageRow }: Listed): boolean {
  return packageRow['Mode'] === 'READ_ONLY';
}
