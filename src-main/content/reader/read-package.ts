import type { ArtifactModel, PackagedArtifact, Warning } from '../../../src-shared/content/artifact/model.ts';
import { kindName } from '../../../src-shared/content/artifact/names.ts';
import type { PackageEntry, PackageFacts } from '../../../src-shared/content/artifact/package.ts';
import { resourceFolder, resourceType } from '../../../src-shared/content/artifact/resources.ts';
import type { Archive, Budget, ReadFile } from './archive.ts';
import { packageList } from './artifact-base.ts';
import { decodePlain } from './decode-text.ts';
import { limits } from './limits.ts';
import { entryOf, factsOf, type PackageRecord, readPackageList, text } from './package-list.ts';
import { readArtifact } from './read-artifact.ts';
import { readProperties } from './read-properties.ts';
import { Refusal } from './refusal.ts';
import { openZip } from './zip-archive.ts';

/** Reads a package export: its list, and every artifact inside (catalogue 5.2). */
export async function readPackage(archive: Archive, budget: Budget): Promise<ArtifactModel> {
  const files = await archive.readAll(
    ({ path, size }) => !path.endsWith('_content') || size <= limits.innerZipBytes,
  );
  const contents = new Map(files.map((file) => [file.path, file]));
  const list = contents.get(packageList)?.content;
  if (!list) throw new Refusal('no-artifact', 'The export has no resources.cnt.');
  const records = readPackageList(list);
  const warnings: Warning[] = [...archive.warnings];
  const entries: PackageEntry[] = [];
  const artifacts: PackagedArtifact[] = [];
  for (const record of records) {
    const entry = entryOf(record);
    const path = `${entry.id}_content`;
    const file = contents.get(path);
    const content = file ? await readContent(file, entry, budget, artifacts, warnings) : 'none';
    entries.push({ ...entry, path: file ? path : undefined, content });
  }
  const own = records.find((record) => record['resourceType'] === 'ContentPackage');
  return {
    ...identityOf(own),
    ...emptyParts,
    package: facts(own, contents),
    entries,
    artifacts,
    warnings,
    resources: resourcesOf(files),
  };
}

const emptyParts = {
  manifest: [],
  flows: [],
  parameters: [],
  references: [],
  valueMappings: [],
  messageMappings: [],
} as const;

function identityOf(
  record: PackageRecord | undefined,
): Pick<ArtifactModel, 'kind' | 'kindName' | 'id' | 'name' | 'version' | 'description'> {
  const entry = record && entryOf(record);
  return {
    kind: 'IntegrationPackage',
    kindName: kindName('IntegrationPackage'),
    id: entry?.uniqueId ?? '',
    name: entry?.name ?? '',
    version: entry?.version ?? '',
    description: entry?.description || undefined,
  };
}

function facts(record: PackageRecord | undefined, contents: ReadonlyMap<string, ReadFile>): PackageFacts {
  const metadata = contents.get('contentmetadata.md')?.content;
  // Base64 of Java properties.
  const decoded = metadata && Buffer.from(decodePlain(metadata, 'contentmetadata.md'), 'base64');
  const exportFacts = decoded
    ? Array.from(readProperties(decoded, 'contentmetadata.md'), ([name, value]) => ({ name, value }))
        // Java's "-- listing properties --".
        .filter(({ name }) => name !== '--')
    : [];
  return factsOf(record, exportFacts);
}

async function readContent(
  { path, content, size }: ReadFile,
  entry: PackageEntry,
  budget: Budget,
  artifacts: PackagedArtifact[],
  warnings: Warning[],
): Promise<PackageEntry['content']> {
  if (!content || content.length < 4 || content[0] !== 0x50 || content[1] !== 0x4b) {
    if (content || size > limits.innerZipBytes)
      return isDocument(entry) ? 'file' : unreadable('It is no zip.');
    return 'file';
  }
  try {
    const archive = await openZip(content, budget);
    artifacts.push({ ...(await readArtifact(archive)), entryId: entry.id });
    return 'artifact';
  } catch (fault) {
    if (!(fault instanceof Refusal) || fault.code === 'too-large' || fault.code === 'too-many-files')
      throw fault;
    // Documents may be zips, too.
    return isDocument(entry) && fault.code === 'no-artifact' ? 'file' : unreadable(fault.message);
  }

  function unreadable(message: string): 'unreadable' {
    warnings.push({
      code: 'package-entry-unreadable',
      message: `"${text(entry.name)}" cannot be read. ${message}`,
      file: path,
    });
    return 'unreadable';
  }
}

function isDocument({ resourceType: type }: PackageEntry): boolean {
  return type === 'File' || type === 'Url';
}

function resourcesOf(files: readonly ReadFile[]): ArtifactModel['resources'] {
  return files
    .map(({ path, size, checksum }) => ({
      path,
      name: path.slice(path.lastIndexOf('/') + 1),
      folder: resourceFolder(path),
      type: resourceType(path),
      size,
      checksum,
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
