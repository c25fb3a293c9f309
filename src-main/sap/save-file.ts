import { type FileHandle, open, rename, rm } from 'node:fs/promises';

import { AppError } from '../../src-shared/errors.ts';

/**
 * Writes chunks to a temporary name beside the file, then renames: what stands under the wanted name is whole. Throws
 * `disk.full`, `disk.write-failed`.
 */
export async function saveFile(file: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const partial = `${file}.part`;
  try {
    const handle = await open(partial, 'w');
    try {
      for await (const chunk of chunks) await writeAll(handle, chunk);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, file);
  } catch (fault) {
    await rm(partial, { force: true });
    throw fileFailure(fault, file);
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length;) {
    const { bytesWritten } = await handle.write(chunk, at);
    at += bytesWritten;
  }
}

function fileFailure(fault: unknown, file: string): unknown {
  if (!(fault instanceof Error) || !('code' in fault) || fault instanceof AppError) return fault;
  const isFull = fault.code === 'ENOSPC' || fault.code === 'EDQUOT';
  const message = isFull ? 'The disk is full.' : 'The file could not be written.';
  return new AppError(isFull ? 'disk.full' : 'disk.write-failed', message, { file }, { cause: fault });
}
