import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { AppError } from '../../../src-shared/errors.ts';
import { keepNotice } from './library-meta.ts';
import { openLibsql } from './libsql.ts';
import { kindsAgain } from './message-kinds.ts';
import { migrate } from './migrate.ts';
import { rescue } from './rescue/rescue.ts';

/** Messages may have come after their error texts. */
const signAgain = `INSERT OR IGNORE INTO message_errors
  SELECT m.message_key, NULL FROM message_parts p JOIN messages m ON m.guid = p.guid
  WHERE p.part = 'error' AND p.value IS NOT NULL`;
/** Marks of what was read completely: what they speak of may be among the lost. */
const forget = [
  'UPDATE packages SET read_stamp = NULL, read_at = NULL',
  'UPDATE artifacts SET configurations_stamp = NULL',
  'UPDATE runtime_artifacts SET error_stamp = NULL',
];
const parts = ['', '-wal', '-shm'] as const;

/**
 * Makes a new library of what can still be read and sets the damaged one aside under a new name. The new one is built
 * as `<file>.new`, called `<file>.ready-<time>` once it is whole, and takes the place last, so that a kill at any
 * moment leaves either the damaged file where it was, or a whole one for `finishReplacing`. It holds a
 * `library.damaged` notice. Throws `disk.*`; the damaged file is then where it was.
 */
export async function replaceDamaged(file: string, key: Uint8Array): Promise<void> {
  const stamp = freeStamp(file);
  const built = `${file}.new`;
  try {
    await build(file, built, key, `${file}.damaged-${stamp}`);
  } catch (cause) {
    removeParts(built);
    throw cause;
  }
  renameSync(built, `${file}.ready-${stamp}`);
  finishReplacing(file);
}

/** Ends a replacement that a kill has interrupted; does nothing where there was none. */
export function finishReplacing(file: string): void {
  const start = `${basename(file)}.ready-`;
  const folder = dirname(file);
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (!name.startsWith(start)) continue;
    const aside = `${file}.damaged-${name.slice(start.length)}`;
    // The log may hold the newest rows, so it stays with its file; it must never meet the new one.
    for (const part of parts.toReversed()) {
      if (existsSync(file + part)) renameSync(file + part, aside + part);
    }
    renameSync(join(folder, name), file);
  }
  // Half of a copy: all of it is still in the damaged file.
  if (existsSync(file)) removeParts(`${file}.new`);
}

async function build(file: string, built: string, key: Uint8Array, aside: string): Promise<void> {
  removeParts(built);
  const target = openLibsql(built, key);
  try {
    // Without a log of its own, so that one rename moves all of it.
    for (const pragma of ['journal_mode = DELETE', 'synchronous = FULL', 'temp_store = MEMORY']) {
      await (await target.prepare(`PRAGMA ${pragma}`)).all([]);
    }
    await migrate(target);
    const saved = await rescue(file, key, target);
    for (const sql of [...kindsAgain, signAgain, ...forget]) await target.exec(sql);
    await keepNotice(target, damaged(saved, aside).toData());
  } finally {
    target.close();
  }
}

function damaged(saved: number, aside: string): AppError {
  const kept =
    saved === 0 ? 'Nothing in it could be read.' : `${saved} entries could be read and were saved.`;
  return new AppError(
    'library.damaged',
    `${kept} Packages, runtime and messages of the last 30 days come back from the tenant; older messages that were not saved cannot be fetched again.`,
    { file: aside },
  );
}

function freeStamp(file: string): string {
  const time = new Date().toISOString().replace(/[-:]|\..*$/g, '');
  for (let count = 1; ; count += 1) {
    const stamp = count === 1 ? time : `${time}-${count}`;
    if (!existsSync(`${file}.damaged-${stamp}`)) return stamp;
  }
}

function removeParts(file: string): void {
  for (const part of [...parts, '-journal']) rmSync(file + part, { force: true });
}
