import { isDeepStrictEqual } from 'node:util';

import { isSameHost, parseAddress } from '../../src-shared/connections/address.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { ConnectionRecord } from './connection-record.ts';

/** In all that a client is built from; other fields may change while it is open. */
export function isSameWayIn(one: ConnectionRecord, other: ConnectionRecord): boolean {
  return isDeepStrictEqual(wayIn(one), wayIn(other));
}

/** A host may be corrected until its tenant was reached: from then on the library holds what it answered. */
export function requireSameTenant({ reachedHost }: ConnectionRecord, tenantUrl: string): void {
  if (reachedHost !== undefined && !isSameHost(reachedHost, tenantUrl)) throw otherTenant(tenantUrl);
}

export function otherTenant(tenantUrl: string): AppError {
  const host = parseAddress(tenantUrl)?.host;
  return new AppError('connection.other-tenant', 'This is another tenant.', {
    field: 'tenantUrl',
    ...(host !== undefined && { host }),
  });
}

function wayIn({ tenantUrl, access, proxy, trust, edge }: ConnectionRecord): unknown {
  return { tenantUrl, access, proxy, trust, edge };
}
