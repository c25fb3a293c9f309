import type { PackageEntry } from '../../../src-shared/content/artifact/package.ts';
import type { Reference } from '../../../src-shared/content/artifact/references.ts';
import { limits } from './limits.ts';
import { type ContentSource, readContent, withInner } from './read-content.ts';
import { Refusal } from './refusal.ts';

/** One thing of a package export, with its own bytes. */
export interface PackagePart {
  readonly entry: PackageEntry;
  /** Id of the artifact as its manifest has it; `undefined`: a document, or nothing that can be read. */
  readonly artifactId: string | undefined;
  readonly references: readonly Reference[];
  /** `undefined`: it is only listed. */
  readonly content: Uint8Array | undefined;
}

export interface UnpackedFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** Takes a package export apart. Throws a `Refusal` where it is none, or cannot be read. */
export async function readParts(source: ContentSource): Promise<readonly PackagePart[]> {
  const model = await readContent(source);
  if (!model.package) throw new Refusal('no-artifact', 'This is an artifact, not the export of a package.');
  const contents = new Map((await unpack(source)).map(({ path, content }) => [path, content]));
  return model.entries.map((entry) => {
    const artifact = model.artifacts.find(({ entryId }) => entryId === entry.id);
    return {
      entry,
      artifactId: artifact?.id,
      references: artifact?.references ?? [],
      content: entry.path === undefined ? undefined : contents.get(entry.path),
    };
  });
}

/** All files of an artifact or a package export; one larger than is held in memory is left out. */
export function unpack(source: ContentSource): Promise<readonly UnpackedFile[]> {
  return withInner(source, undefined, async (archive) => {
    const files = await archive.readAll(({ size }) => size <= limits.innerZipBytes);
    return files.flatMap(({ path, content }) => (content ? [{ path, content: own(content) }] : []));
  });
}

/** A view would carry all of its buffer across the port. */
function own(content: Uint8Array): Uint8Array {
  return content.byteLength === content.buffer.byteLength ? content : content.slice();
}
