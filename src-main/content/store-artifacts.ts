import { driftOf } from '../../src-shared/content/drift.ts';
import type { ArtifactKind } from '../../src-shared/model/content.ts';
import type { Statement } from '../library/library.ts';
import type { Deployed } from '../runtime/deployed-artifacts.ts';
import type { ArtifactRecord } from './artifact-record.ts';
import { packageColumns, type PackageRecord } from './package-record.ts';

const packageUpdates = packageColumns.slice(1).map((name) => `${name} = excluded.${name}`);
const storePackage = `INSERT INTO packages (${packageColumns.join(', ')}) VALUES (${packageColumns.map(() => '?').join(', ')})
  ON CONFLICT (id) DO UPDATE SET ${packageUpdates.join(', ')}`;

export function storePackages(packages: readonly PackageRecord[]): readonly Statement[] {
  return packages.length === 0 ? [] : [{ sql: storePackage, rows: packages.map(({ values }) => values) }];
}

/** After a complete list: packages that are not in it are gone, with all that is in them. */
export function removeOtherPackages(ids: readonly string[]): readonly Statement[] {
  const params = [JSON.stringify(ids)];
  return [
    { sql: 'DELETE FROM packages WHERE id NOT IN (SELECT value FROM json_each(?))', params },
    { sql: 'DELETE FROM artifacts WHERE package_id NOT IN (SELECT value FROM json_each(?))', params },
    removeOrphanedConfigurations,
  ];
}

export const removeOrphanedConfigurations: Statement = {
  sql: "DELETE FROM configurations WHERE artifact_id NOT IN (SELECT id FROM artifacts WHERE kind = 'IntegrationFlow')",
};

const columns = [
  ...['kind', 'id', 'package_id', 'name', 'version', 'description', 'sender', 'receiver'],
  ...['created_by', 'created_at', 'modified_by', 'modified_at', 'drift', 'search'],
];
const updates = columns.slice(2).map((name) => `${name} = excluded.${name}`);
const storeArtifact = `INSERT INTO artifacts (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
  ON CONFLICT (kind, id) DO UPDATE SET ${updates.join(', ')}`;

/** A complete list of one kind, of one package or of the whole tenant: others of the kind are gone. */
export function storeArtifacts(
  kind: ArtifactKind,
  packageId: string | undefined,
  artifacts: readonly ArtifactRecord[],
  deployed: Deployed,
): readonly Statement[] {
  const ids = JSON.stringify(artifacts.map(({ id }) => id));
  const within = packageId === undefined ? '' : ' AND package_id = ?';
  const rows = artifacts.map((one) => [
    one.kind,
    one.id,
    one.packageId,
    one.name,
    one.version ?? null,
    one.description,
    one.sender,
    one.receiver,
    one.createdBy ?? null,
    one.createdAt ?? null,
    one.modifiedBy ?? null,
    one.modifiedAt ?? null,
    driftOf(one, deployed.of(one.kind, one.id)),
    `${one.name}\n${one.id}`.toLowerCase(),
  ]);
  return [
    {
      sql: `DELETE FROM artifacts WHERE kind = ?${within} AND id NOT IN (SELECT value FROM json_each(?))`,
      params: packageId === undefined ? [kind, ids] : [kind, packageId, ids],
    },
    ...(rows.length === 0 ? [] : [{ sql: storeArtifact, rows }]),
  ];
}

/** The contents of a package are known as of `at`, under the stamp it had then. */
export function packageWasRead(packageId: string, at: number): Statement {
  return { sql: 'UPDATE packages SET read_stamp = stamp, read_at = ? WHERE id = ?', params: [at, packageId] };
}
