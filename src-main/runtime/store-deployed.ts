import type { Library, Row, Statement } from '../library/library.ts';
import type { DeployedArtifact } from './deployed-artifacts.ts';

/** Error texts stay as long as the artifact is still in that error; the stamp tells. */
export function storeDeployed(artifacts: readonly DeployedArtifact[]): readonly Statement[] {
  if (artifacts.length === 0) return [];
  return [
    {
      sql: `INSERT INTO runtime_artifacts (id, name, type, kind, version, status, deployed_by, deployed_at, search)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, type = excluded.type, kind = excluded.kind,
              version = excluded.version, status = excluded.status, deployed_by = excluded.deployed_by,
              deployed_at = excluded.deployed_at, search = excluded.search,
              error_texts = CASE WHEN excluded.status = 'ERROR' THEN error_texts END,
              error_stamp = CASE WHEN excluded.status = 'ERROR' THEN error_stamp END`,
      rows: artifacts.map((one) => [
        one.id,
        one.name,
        one.type,
        one.kind ?? null,
        one.version,
        one.status,
        one.deployedBy,
        one.deployedAt ?? null,
        `${one.name}\n${one.id}`.toLowerCase(),
      ]),
    },
  ];
}

export function removeDeployed(id: string): Statement {
  return { sql: 'DELETE FROM runtime_artifacts WHERE id = ?', params: [id] };
}

/** After a complete list: what is not in it is not deployed. */
export function removeOtherDeployed(ids: readonly string[]): Statement {
  return {
    sql: 'DELETE FROM runtime_artifacts WHERE id NOT IN (SELECT value FROM json_each(?))',
    params: [JSON.stringify(ids)],
  };
}

/** The state of an artifact in error: while it is the same, so are the error's texts. */
export function errorStamp({ version, deployedAt, status }: DeployedArtifact): string {
  return `${status} ${version} ${deployedAt ?? ''}`;
}

/** Stamps under which error texts were kept, by id; `null`: there are none. */
export async function errorStamps(library: Library): Promise<ReadonlyMap<string, string | null>> {
  const rows = await library.all<Row & { id: string; error_stamp: string | null }>(
    'SELECT id, error_stamp FROM runtime_artifacts',
  );
  return new Map(rows.map((row) => [row.id, row.error_stamp]));
}

export function storeErrorTexts(artifact: DeployedArtifact, texts: readonly string[]): Statement {
  return {
    sql: 'UPDATE runtime_artifacts SET error_texts = ?, error_stamp = ? WHERE id = ?',
    params: [JSON.stringify(texts), errorStamp(artifact), artifact.id],
  };
}
