import { AppError } from '../../../src-shared/errors.ts';
import type { SqlDatabase } from './libsql.ts';
import { firstLight } from './migrations/001-first-light.ts';
import { meta } from './migrations/002-meta.ts';
import { contents } from './migrations/003-contents.ts';
import { errorGroups } from './migrations/004-error-groups.ts';
import { messageHeaders } from './migrations/005-message-headers.ts';
import { messageRuns } from './migrations/006-message-runs.ts';
import { messageKinds } from './migrations/007-message-kinds.ts';
import { payloadDownloads } from './migrations/008-payload-downloads.ts';
import { payloads } from './migrations/009-payloads.ts';
import { downloads } from './migrations/010-downloads.ts';
import { watchEvents } from './migrations/011-watch-events.ts';
import { traceBodies } from './migrations/012-trace-bodies.ts';
import { headersByMessage } from './migrations/013-headers-by-message.ts';
import { messageTimes } from './migrations/014-message-times.ts';
import { errorTexts } from './migrations/015-error-texts.ts';
import { formerSignatures } from './migrations/016-former-signatures.ts';

/** One step of the schema. Versions count from 1 without holes; a step that was released never changes. */
export interface Migration {
  readonly version: number;
  readonly statements: readonly string[];
}

export const migrations: readonly Migration[] = [
  firstLight,
  meta,
  contents,
  errorGroups,
  messageHeaders,
  messageRuns,
  messageKinds,
  payloadDownloads,
  payloads,
  downloads,
  watchEvents,
  traceBodies,
  headersByMessage,
  messageTimes,
  errorTexts,
  formerSignatures,
];

/** Brings a library to the newest schema, each step in a transaction. Throws `library.newer`. */
export async function migrate(
  database: SqlDatabase,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  const current = await userVersion(database);
  const newest = steps.at(-1)?.version ?? 0;
  if (current > newest) {
    throw new AppError('library.newer', `The library has version ${current}, this app knows ${newest}.`);
  }
  for (const step of steps) {
    if (step.version <= current) continue;
    await database.exec('BEGIN IMMEDIATE');
    try {
      for (const sql of step.statements) await database.exec(sql);
      await database.exec(`PRAGMA user_version = ${step.version}`);
      await database.exec('COMMIT');
    } catch (cause) {
      await rollBack(database);
      throw cause;
    }
  }
}

async function rollBack(database: SqlDatabase): Promise<void> {
  try {
    await database.exec('ROLLBACK');
  } catch {
    // A full disk makes SQLite roll back by itself; what went wrong first is what counts.
  }
}

async function userVersion(database: SqlDatabase): Promise<number> {
  const rows = await (await database.prepare('PRAGMA user_version')).all([]);
  return Number(rows[0]?.['user_version'] ?? 0);
}
