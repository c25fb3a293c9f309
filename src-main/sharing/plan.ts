import { isSameHost } from '../../src-shared/connections/address.ts';
import { clientOf, neededParts } from '../../src-shared/model/access.ts';
import type { Conflict, FoundConnection } from '../../src-shared/model/sharing.ts';
import type { ConnectionRecord } from '../connections/connection-record.ts';
import { type Found, isSameClient } from './found-connections.ts';

/** What the window is shown: each with the connection of this computer it is the same as. */
export function planFor(
  found: readonly Found[],
  records: readonly ConnectionRecord[],
): readonly FoundConnection[] {
  const replaced = new Set<string>();
  return found.map((one) => {
    const conflict = conflictOf(one, records, replaced);
    if (conflict?.canReplace === true) replaced.add(conflict.connectionId);
    const { key, file, secrets, fields } = one;
    const { name, tenantUrl, environment, access } = fields;
    return {
      key,
      name,
      tenantUrl,
      environment,
      accessKind: access.kind,
      client: clientOf(access),
      file,
      hasSecrets: neededParts(access.kind).every((part) => (secrets[part] ?? '') !== ''),
      conflict,
    };
  });
}

/** A connection can be replaced once. */
function conflictOf(
  { id, fields }: Found,
  records: readonly ConnectionRecord[],
  replaced: ReadonlySet<string>,
): Conflict | undefined {
  const sameId = records.find((record) => record.id === id);
  const same = sameId ?? records.find((record) => !record.isDemo && isSameClient(record, fields));
  if (!same) return undefined;
  const { isDemo, reachedHost } = same;
  const isSameTenant = reachedHost === undefined || isSameHost(reachedHost, fields.tenantUrl);
  return {
    connectionId: same.id,
    name: same.name,
    why: sameId ? 'same-id' : 'same-tenant-and-client',
    canReplace: !isDemo && isSameTenant && !replaced.has(same.id),
  };
}
