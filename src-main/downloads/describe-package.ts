import { z } from 'zod';

import { looksSecret } from '../../src-shared/content/looks-secret.ts';
import { compareText, safeFileName } from '../../src-shared/file-names.ts';
import type { Library, Row } from '../library/library.ts';

export interface DescribedArtifact {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly version?: string | undefined;
  /** Its folder; `undefined`: only listed, or not handed out. */
  readonly place: string | undefined;
}

interface PackageRow extends Row {
  readonly name: string;
  readonly version: string;
  readonly vendor: string;
  readonly mode: string;
  readonly short_text: string;
  readonly description: string;
  readonly properties: string;
}

interface ConfigurationRow extends Row {
  readonly artifact_id: string;
  readonly key: string;
  readonly value: string;
  readonly data_type: string;
}

/** Properties of a package as JSON: always the same text for the same package, without times and persons. */
export async function describePackage(
  library: Library,
  packageId: string,
  artifacts: readonly DescribedArtifact[],
): Promise<string> {
  const row = await library.get<PackageRow>('SELECT * FROM packages WHERE id = ?', [packageId]);
  const versions = new Map(
    (
      await library.all<{ kind: string; id: string; version: string | null }>(
        'SELECT kind, id, version FROM artifacts WHERE package_id = ?',
        [packageId],
      )
    ).map(({ kind, id, version }) => [`${kind} ${id}`, version ?? 'draft']),
  );
  const properties = JSON.parse(row?.properties ?? '[]') as readonly {
    readonly name: string;
    readonly value: string;
  }[];
  const sorted = artifacts
    .toSorted((a, b) => compareText(`${a.kind} ${a.id}`, `${b.kind} ${b.id}`))
    .map(({ kind, id, name, version, place }) => ({
      kind,
      id,
      name,
      version: versions.get(`${kind} ${id}`) ?? version,
      place: place ?? null,
    }));
  return jsonText({
    id: packageId,
    name: row?.name ?? packageId,
    version: row?.version,
    vendor: row?.vendor,
    mode: row?.mode,
    shortText: row?.short_text,
    description: row?.description,
    properties: Object.fromEntries(
      properties.toSorted((a, b) => compareText(a.name, b.name)).map(({ name, value }) => [name, value]),
    ),
    artifacts: sorted,
  });
}

/**
 * Values configured on the tenant, by flow: a JSON text for each flow that has some. A value whose key looks secret is left out: a
 * tree of files is read by more people than the tenant is.
 */
export async function describeConfigurations(
  library: Library,
  packageId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await library.all<ConfigurationRow>(
    `SELECT c.artifact_id, c.key, c.value, c.data_type FROM configurations c
     JOIN artifacts a ON a.kind = 'IntegrationFlow' AND a.id = c.artifact_id WHERE a.package_id = ?`,
    [packageId],
  );
  const flows = new Map<string, ConfigurationRow[]>();
  for (const row of rows) flows.set(row.artifact_id, [...(flows.get(row.artifact_id) ?? []), row]);
  return new Map(
    Array.from(flows, ([id, own]) => [
      id,
      jsonText(
        own
          .toSorted((a, b) => compareText(a.key, b.key))
          .map(({ key, value, data_type: dataType }) =>
            looksSecret(key, dataType) ? { key, dataType, isLeftOut: true } : { key, dataType, value },
          ),
      ),
    ]),
  );
}

const described = z.object({
  artifacts: z.array(
    z.object({
      kind: z.string(),
      id: z.string(),
      name: z.string(),
      version: z.string().optional(),
      // Nothing but a name in the folder of the package: the file may be of anybody.
      place: z
        .string()
        .refine((place) => safeFileName(place) === place)
        .nullable(),
    }),
  ),
});

/** What an earlier description of a package names, as far as it can be read. */
export function describedIn(text: string | undefined): readonly DescribedArtifact[] {
  if (text === undefined) return [];
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Somebody's own file of that name says nothing about ours.
    return [];
  }
  const { artifacts } = described.safeParse(json).data ?? { artifacts: [] };
  return artifacts.map(({ place, ...artifact }) => ({ ...artifact, place: place ?? undefined }));
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
