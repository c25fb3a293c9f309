import { validityOf } from '../../src-shared/connections/validity.ts';
import { AppError, type ErrorCode, isUnknownHost } from '../../src-shared/errors.ts';
import type { Expiring } from '../../src-shared/model/overview.ts';
import { datetimeLiteral } from '../sap/odata/dates.ts';
import { EntityReader } from '../sap/odata/entity.ts';
import type { TenantClient } from '../sap/tenant-client.ts';

export interface TenantFigures {
  readonly failedMessages: number | undefined;
  readonly expiring: Expiring | undefined;
}

const hour = 3_600_000;

/** What one area says about itself; the tenant was reached all the same. */
const ofArea: ReadonlySet<ErrorCode> = new Set([
  'auth.forbidden',
  'tenant.bad-request',
  'tenant.not-found',
  'tenant.not-implemented',
  'tenant.unexpected-shape',
]);

/**
 * Two small reads, each tried once: the failed messages of the last hour (catalogue 2.5) and the ends of the keystore's
 * entries (catalogue 2.7). Throws where the tenant cannot be reached.
 */
export async function readTenant(
  client: TenantClient,
  now: number,
  signal: AbortSignal,
): Promise<TenantFigures> {
  const failedMessages = await orNothing(
    client.count({
      path: 'MessageProcessingLogs/$count',
      query: { $filter: `Status eq 'FAILED' and LogStart ge ${datetimeLiteral(now - hour)}` },
      area: 'messages',
      once: true,
      signal,
    }),
  );
  const keystore = await orNothing(
    client.page(
      {
        path: 'KeystoreEntries',
        query: { keystoreName: 'system', $select: 'Alias,ValidNotAfter' },
        area: 'security',
        once: true,
        signal,
      },
      (entity) => new EntityReader(entity, 'KeystoreEntries').instant('ValidNotAfter'),
    ),
  );
  return { failedMessages, expiring: keystore && expiringOf(keystore.entities, now) };
}

/** Entries without an end, such as SSH keys, never end. */
function expiringOf(ends: readonly (number | undefined)[], now: number): Expiring {
  const soon = ends.filter((end) => end !== undefined && validityOf(end, now).state !== 'fine');
  return { count: soon.length, firstAt: soon.length === 0 ? undefined : Math.min(...soon.map(Number)) };
}

async function orNothing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (fault) {
    if (fault instanceof AppError && ofArea.has(fault.code) && !isUnknownHost(fault)) return undefined;
    throw fault;
  }
}
