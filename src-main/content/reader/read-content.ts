import { readFile as readWhole, stat } from 'node:fs/promises';

import type { ArtifactModel } from '../../../src-shared/content/artifact/model.ts';
import type { Archive, ArchiveFile, Budget } from './archive.ts';
import { baseOf, baseOrRoot, packageBase } from './artifact-base.ts';
import { openFolder, orUnreadable } from './folder-archive.ts';
import { limits } from './limits.ts';
import { readArtifact } from './read-artifact.ts';
import { readPackage } from './read-package.ts';
import { Refusal } from './refusal.ts';
import { openZip } from './zip-archive.ts';

/** Path of a zip or a folder, or the bytes of a zip. */
export type ContentSource = string | Uint8Array;

/** Reads an artifact or a package export into its model. Throws a `Refusal` where it is none, or cannot be read. */
export async function readContent(source: ContentSource): Promise<ArtifactModel> {
  return withArchive(source, (archive, budget) => {
    const base = packageBase(archive.files.map(({ path }) => path));
    return base === undefined ? readArtifact(archive) : readPackage(below(archive, base), budget);
  });
}

/**
 * One file of an artifact. `entry` is the path of an artifact inside a package export (`PackageEntry.path`).
 * At most `limits.innerZipBytes` are read.
 */
export async function readResource(source: ContentSource, path: string, entry?: string): Promise<Uint8Array> {
  return withInner(source, entry, (archive) => readFile(archive, path));
}

/** The archive itself, or that of an artifact inside a package export. */
export async function withInner<T>(
  source: ContentSource,
  entry: string | undefined,
  use: (archive: Archive) => Promise<T>,
): Promise<T> {
  return withArchive(source, async (archive, budget) => {
    if (entry === undefined) return use(archive);
    const inner = await openZip(await readFile(archive, entry), budget);
    try {
      return await use(inner);
    } finally {
      inner.close();
    }
  });
}

function readFile(archive: Archive, path: string): Promise<Uint8Array> {
  const whole = archive.files.some((file) => file.path === path)
    ? path
    : `${baseOrRoot(archive.files.map((file) => file.path))}${path}`;
  const size = archive.files.find((file) => file.path === whole)?.size ?? 0;
  if (size > limits.innerZipBytes) {
    throw new Refusal('too-large', `The file is larger than ${limits.innerZipBytes / 1024 / 1024} MB.`);
  }
  return archive.read(whole);
}

async function withArchive<T>(
  source: ContentSource,
  use: (archive: Archive, budget: Budget) => Promise<T>,
): Promise<T> {
  const budget = { remaining: limits.unpackedBytes };
  const archive = await open(source, budget);
  try {
    return await use(archive, budget);
  } finally {
    archive.close();
  }
}

/** What lies in a folder of it, as if that were its root. */
function below(archive: Archive, folder: string): Archive {
  if (folder === '') return archive;
  const inside = <F extends ArchiveFile>(files: readonly F[]): readonly F[] =>
    files
      .filter(({ path }) => path.startsWith(folder))
      .map((file) => ({ ...file, path: file.path.slice(folder.length) }));
  return {
    files: inside(archive.files),
    warnings: archive.warnings,
    readAll: async (keep) =>
      inside(await archive.readAll((file) => keep({ ...file, path: file.path.slice(folder.length) }))),
    read: (path) => archive.read(`${folder}${path}`),
    close: () => archive.close(),
  };
}

function mustBeContent(paths: readonly string[]): void {
  if (packageBase(paths) === undefined) baseOf(paths);
}

async function open(source: ContentSource, budget: Budget): Promise<Archive> {
  if (typeof source !== 'string') return openZip(source, budget, mustBeContent);
  const found = await stat(source).catch((fault: unknown) => {
    throw new Refusal('not-found', 'There is no such file or folder, or it may not be read.', {
      cause: fault,
    });
  });
  if (found.isDirectory()) return openFolder(source, budget);
  if (!found.isFile()) throw new Refusal('not-a-zip', 'This is neither a file nor a folder.');
  if (found.size > limits.zipBytes) {
    throw new Refusal('too-large', `The file is larger than ${limits.zipBytes / 1024 / 1024} MB.`);
  }
  // Most are small, and quicker to read from memory.
  const zip = found.size <= limits.innerZipBytes ? await orUnreadable(() => readWhole(source)) : source;
  return openZip(zip, budget, mustBeContent);
}
