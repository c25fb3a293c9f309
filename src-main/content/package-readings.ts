import type { Library, Row } from '../library/library.ts';

/** When the contents of a package were read, and what its stamp was then. */
export interface PackageReading {
  readonly stamp: string | undefined;
  /** ms since 1970 */
  readonly at: number | undefined;
}

interface ReadingRow extends Row {
  readonly id: string;
  readonly read_stamp: string | null;
  readonly read_at: number | null;
}

export async function packageReadings(library: Library): Promise<ReadonlyMap<string, PackageReading>> {
  const rows = await library.all<ReadingRow>('SELECT id, read_stamp, read_at FROM packages');
  return new Map(
    rows.map(({ id, read_stamp, read_at }) => [
      id,
      { stamp: read_stamp ?? undefined, at: read_at ?? undefined },
    ]),
  );
}

/** Packages with one of these artifacts deployed after they were read: who deploys has usually changed something before. */
export async function packagesDeployedSince(
  library: Library,
  artifactIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await library.all<Row & { package_id: string }>(
    `SELECT DISTINCT a.package_id FROM artifacts a
     JOIN packages p ON p.id = a.package_id
     JOIN runtime_artifacts r ON r.id = a.id
     WHERE a.id IN (SELECT value FROM json_each(?)) AND (p.read_at IS NULL OR r.deployed_at > p.read_at)`,
    [JSON.stringify(artifactIds)],
  );
  return new Set(rows.map((row) => row.package_id));
}
