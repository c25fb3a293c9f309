import { strToU8, zipSync } from 'fflate';

/** Path in the archive to its content; the order of the entries is kept. */
export type ArchiveFiles = Readonly<Record<string, string | Uint8Array>>;

/**
 * A DOS time has no zone and fflate reads the local fields, so a local date gives the same bytes everywhere.
 */
const entryTime = new Date(2026, 0, 5, 6, 0, 0);

/** Deterministic: the same files give the same bytes. */
export function archive(files: ArchiveFiles): Uint8Array {
  const entries: Record<string, Uint8Array> = {};
  for (const [path, content] of Object.entries(files)) {
    entries[path] = typeof content === 'string' ? strToU8(content) : content;
  }
  return zipSync(entries, { mtime: entryTime, level: 6 });
}
