import { driftOf as relate } from '../../src-shared/content/drift.ts';
import type { ArtifactKind, Drift } from '../../src-shared/model/content.ts';
import type { Library, Row } from '../library/library.ts';

interface Compared extends Row {
  readonly kind: ArtifactKind;
  readonly id: string;
  readonly version: string | null;
  readonly modified_at: number | null;
  readonly drift: Drift;
  readonly deployed_id: string | null;
  readonly deployed_version: string | null;
  readonly deployed_at: number | null;
}

/** Says anew how artifacts relate to what is deployed; only rows whose answer changed are written. */
export async function refreshDrift(library: Library, packageId?: string): Promise<void> {
  const runtime = await library.get(
    "SELECT synced_at FROM sync_state WHERE area = 'runtime' AND synced_at IS NOT NULL",
  );
  const rows = await library.all<Compared>(
    `SELECT a.kind, a.id, a.version, a.modified_at, a.drift, r.id AS deployed_id, r.version AS deployed_version, r.deployed_at
     FROM artifacts a LEFT JOIN runtime_artifacts r ON r.id = a.id AND (r.kind IS NULL OR r.kind = a.kind)
     ${packageId === undefined ? '' : 'WHERE a.package_id = ?'}`,
    packageId === undefined ? [] : [packageId],
  );
  const changed = rows
    .map((row) => ({ row, now: driftOf(row, runtime !== undefined) }))
    .filter(({ row, now }) => row.drift !== now);
  if (changed.length === 0) return;
  await library.write([
    {
      sql: 'UPDATE artifacts SET drift = ? WHERE kind = ? AND id = ?',
      rows: changed.map(({ row, now }) => [now, row.kind, row.id]),
    },
  ]);
}

function driftOf(row: Compared, runtimeIsKnown: boolean): Drift {
  const design = { version: row.version ?? undefined, modifiedAt: row.modified_at ?? undefined };
  if (row.deployed_id === null) return relate(design, runtimeIsKnown ? undefined : 'unread');
  return relate(design, { version: row.deployed_version ?? '', deployedAt: row.deployed_at ?? undefined });
}
