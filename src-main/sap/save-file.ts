import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { AppError } from '../../src-shared/errors.ts';

/**
 * Writes chunks to a temporary name beside the file, then renames: what stands under the wanted name is whole, and what
 * stood there before stays until then. `isForced`: what was written survives a power cut, too. Throws `disk.full`,
 * `disk.write-failed`.
 */
export async function saveFile(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  { isForced = true }: { readonly isForced?: boolean } = {},
): Promise<void> {
  const partial = join(dirname(file), `.${basename(file).slice(0, 60)}.${randomUUID()}.part`);
  try {
    const handle = await open(partial, 'wx');
    try {
      for await (const chunk of chunks) await writeAll(handle, chunk);
      if (isForced) await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, file);
  } catch (fault) {
    const failure = fileFailure(fault, file);
    try {
      await rm(partial, { force: true });
    } catch (second) {
      // The first failure is the one to tell; that of tidying up goes along with it.
      failure.cause ??= second;
    }
    throw failure;
  }
}

/** What is in memory already, as chunks. */
// eslint-disable-next-line @typescript-eslint/require-await -- chunks come as from a tenant
export async function* bytesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length;) {
    const { bytesWritten } = await handle.write(chunk, at);
    at += bytesWritten;
  }
}

/** `disk.full` or `disk.write-failed`, by what the file system says. */
export function fileFailure(fault: unknown, file: string): Error {
  if (fault instanceof AppError) return fault;
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  const message = isFull ? 'The disk is full.' : 'The file could not be written.';
  return new AppError(isFull ? 'disk.full' : 'disk.write-failed', message, { file }, { cause: fault });
}
