import { existsSync, renameSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

import { AppError } from '../../../src-shared/errors.ts';
import { fingerprintFile, writeFingerprint } from './key-fingerprint.ts';
import { cipher, keyText, type SqlDatabase } from './libsql.ts';

/**
 * Writes all of a database in memory into an encrypted file of this name. It is built beside and takes the name last: a
 * kill leaves no file, or a whole one. Throws what SQLite and the file system throw; then there is none.
 */
export async function moveToFile(database: SqlDatabase, file: string, key: Uint8Array): Promise<void> {
  if (existsSync(file)) throw new AppError('library.failed', 'There is a file already.', { file });
  const built = `${file}.new`;
  rmSync(built, { force: true });
  try {
    // VACUUM takes a cipher and a key for its target in the form of a URI only.
    const target = pathToFileURL(built);
    target.search = new URLSearchParams({ cipher, key: keyText(key) }).toString();
    await (await database.prepare(`VACUUM INTO '${target.href.replaceAll("'", "''")}'`)).all([]);
    writeFingerprint(file, key);
    renameSync(built, file);
  } catch (cause) {
    rmSync(built, { force: true });
    rmSync(fingerprintFile(file), { force: true });
    throw cause;
  }
}
