import type { ArtifactKind } from '../../src-shared/model/content.ts';
import type { SqlValue, Statement } from '../library/library.ts';
import type { ArtifactEntity, ConfigurationEntity, PackageEntity } from './content-entities.ts';

/** Statements that bring the library to what the tenant said. */

export function storePackages(packages: readonly PackageEntity[]): readonly Statement[] {
  return [
    {
      sql: `INSERT INTO packages (id, name, version, vendor, mode, short_text, description, created_by, created_at, modified_by,
          modified_at, update_available, properties, search, stamp)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, version = excluded.version, vendor = excluded.vendor,
          mode = excluded.mode, short_text = excluded.short_text, description = excluded.description,
          created_by = excluded.created_by, created_at = excluded.created_at, modified_by = excluded.modified_by,
          modified_at = excluded.modified_at, update_available = excluded.update_available,
          properties = excluded.properties, search = excluded.search, stamp = excluded.stamp`,
      rows: packages.map(packageValues),
    },
  ];
}

function packageValues(one: PackageEntity): readonly SqlValue[] {
  return [
    one.id,
    one.name,
    one.version,
    one.vendor,
    one.mode,
    one.shortText,
    one.description,
    one.createdBy,
    one.createdAt ?? null,
    one.modifiedBy,
    one.modifiedAt ?? null,
    one.updateAvailable ? 1 : 0,
    JSON.stringify(one.properties),
    `${one.name}\n${one.id}`.toLowerCase(),
    stampOf(one),
  ];
}

/** The tenant's own sign that something in a package changed. */
export function stampOf({ modifiedAt, version }: Pick<PackageEntity, 'modifiedAt' | 'version'>): string {
  return `${modifiedAt ?? ''}|${version}`;
}

/** Packages that are gone, with all that was in them. */
export function removePackages(ids: readonly string[]): readonly Statement[] {
  const rows = ids.map((id) => [id]);
  return [
    {
      sql: `DELETE FROM configurations WHERE artifact_id IN
        (SELECT id FROM artifacts WHERE package_id = ? AND kind = 'IntegrationFlow')`,
      rows,
    },
    { sql: 'DELETE FROM artifacts WHERE package_id = ?', rows },
    { sql: 'DELETE FROM packages WHERE id = ?', rows },
  ];
}

/** Replaces the artifacts of one kind in some packages: those that are not in the list are gone. */
export function replaceArtifacts(
  kind: ArtifactKind,
  packageIds: readonly string[] | 'all',
  artifacts: readonly ArtifactEntity[],
): readonly Statement[] {
  const kept = new Set(artifacts.map(({ id }) => id));
  const gone = `DELETE FROM artifacts WHERE kind = ? AND id NOT IN (SELECT value FROM json_each(?))`;
  const list = JSON.stringify([...kept]);
  const removal: Statement =
    packageIds === 'all'
      ? { sql: gone, params: [kind, list] }
      : { sql: `${gone} AND package_id = ?`, rows: packageIds.map((id) => [kind, list, id]) };
  return [
    removal,
    {
      sql: `INSERT INTO artifacts (kind, id, package_id, name, version, description, sender, receiver, created_by, created_at,
          modified_by, modified_at, drift, search)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'unknown', ?)
        ON CONFLICT (kind, id) DO UPDATE SET package_id = excluded.package_id, name = excluded.name,
          version = excluded.version, description = excluded.description, sender = excluded.sender,
          receiver = excluded.receiver, created_by = excluded.created_by, created_at = excluded.created_at,
          modified_by = excluded.modified_by, modified_at = excluded.modified_at, search = excluded.search`,
      rows: artifacts.map((one) => artifactValues(kind, one)),
    },
  ];
}

function artifactValues(kind: ArtifactKind, one: ArtifactEntity): readonly SqlValue[] {
  return [
    kind,
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
    `${one.name}\n${one.id}`.toLowerCase(),
  ];
}

/** Everything in the package was read while it had this stamp. */
export function markPackageRead(id: string, now: number): Statement {
  return { sql: 'UPDATE packages SET read_stamp = stamp, read_at = ? WHERE id = ?', params: [now, id] };
}

export function replaceConfigurations(
  artifactId: string,
  configurations: readonly ConfigurationEntity[],
  now: number,
): readonly Statement[] {
  return [
    { sql: 'DELETE FROM configurations WHERE artifact_id = ?', params: [artifactId] },
    {
      sql: 'INSERT INTO configurations (artifact_id, position, key, value, data_type, description) VALUES (?, ?, ?, ?, ?, ?)',
      rows: configurations.map((one, index) => [
        artifactId,
        index,
        one.key,
        one.value,
        one.dataType,
        one.description,
      ]),
    },
    {
      sql: `UPDATE artifacts SET configurations_at = ?, configurations_stamp = coalesce(version, 'draft') || '|' || coalesce(modified_at, '')
        WHERE kind = 'IntegrationFlow' AND id = ?`,
      params: [now, artifactId],
    },
  ];
}
