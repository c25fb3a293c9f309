import { AppError, isUnknownHost } from '../../src-shared/errors.ts';
import type { AreaPermission, ProbeEvidence } from '../../src-shared/model/permissions.ts';
import { checkedAreas, type Probe } from '../../src-shared/permissions/checked-areas.ts';
import type { ScopeReading } from '../../src-shared/permissions/scopes.ts';
import { judge } from '../../src-shared/permissions/verdict.ts';
import type { TenantClient } from '../sap/tenant-client.ts';

/**
 * Asks each area for as little as possible, one after the other. A tenant that cannot be reached, or refuses the token,
 * is a failure of the whole check; what one area answers is its own verdict.
 */
export async function probeAreas(
  client: TenantClient,
  reading: ScopeReading,
  signal: AbortSignal,
  told: (area: AreaPermission) => void = () => undefined,
): Promise<readonly AreaPermission[]> {
  const areas: AreaPermission[] = [];
  for (const area of checkedAreas) {
    const evidence = area.probe && (await ask(client, area.probe, signal));
    const permission = judge(area, evidence, reading);
    areas.push(permission);
    told(permission);
  }
  return areas;
}

async function ask(client: TenantClient, probe: Probe, signal: AbortSignal): Promise<ProbeEvidence> {
  const set = /^\w+/.exec(probe.path)?.[0] ?? probe.path;
  try {
    const hasEntries = await read(client, probe, signal);
    return { set, status: 200, entries: hasEntries ? 'some' : 'none', error: undefined };
  } catch (error) {
    if (!(error instanceof AppError) || !isOfArea(error)) throw error;
    return { set, status: error.facts.status, entries: undefined, error: error.toData() };
  }
}

async function read(
  client: TenantClient,
  { path, query, answer, area }: Probe,
  signal: AbortSignal,
): Promise<boolean> {
  const request = { path, query, area, priority: 'interactive', signal } as const;
  if (answer === 'list') return (await client.page(request, () => true)).entities.length > 0;
  const entity = await client.entity(request, () => true);
  if (entity === undefined) throw new AppError('tenant.not-found', 'There is none.', { status: 404, area });
  return true;
}

function isOfArea(error: AppError): boolean {
  return error.code === 'auth.forbidden' || (error.code.startsWith('tenant.') && !isUnknownHost(error));
}
