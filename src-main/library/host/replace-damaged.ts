import { existsSync, renameSync } from 'node:fs';

import { AppError, type ErrorData } from '../../../src-shared/errors.ts';
import type { SqlDatabase } from './libsql.ts';
import { openLibsql } from './libsql.ts';
import { migrate } from './migrate.ts';
import { openForWriting } from './open-connection.ts';

/**
 * What may be worth more than what the tenant still has. Sync states and loaded intervals are left
 * out on purpose: the next sync must not believe that what is missing had been loaded.
 */
const tables = [
  'flows',
  'messages',
  'message_parts',
  'packages',
  'artifacts',
  'configurations',
  'runtime_artifacts',
  'endpoints',
  'entry_points',
] as const;

const sumByHour = `INSERT INTO message_hours
  SELECT start / 3600000, flow, status, count(*) FROM messages GROUP BY 1, 2, 3`;
const rowsAtATime = 500;
const mostFailures = 200;

/**
 * Sets a damaged library aside under a new name, makes a new one and copies what can still be read.
 * Answers a `library.damaged` notice that names the file, what was saved and what cannot come back.
 */
export async function replaceDamaged(file: string, key: Uint8Array): Promise<ErrorData> {
  const aside = setAside(file);
  const target = await openForWriting(file, key);
  let saved = 0;
  try {
    await migrate(target);
    saved = await rescue(aside, key, target);
    await target.exec(sumByHour);
  } finally {
    target.close();
  }
  const kept =
    saved === 0 ? 'Nothing in it could be read.' : `${saved} entries could be read and were saved.`;
  return new AppError(
    'library.damaged',
    `${kept} Packages, runtime and messages of the last 30 days come back from the tenant; older messages that were not saved cannot be fetched again.`,
    { file: aside },
  ).toData();
}

function setAside(file: string): string {
  const stamp = new Date().toISOString().replace(/[-:]|\..*$/g, '');
  let aside = `${file}.damaged-${stamp}`;
  for (let count = 2; existsSync(aside); count += 1) aside = `${file}.damaged-${stamp}-${count}`;
  // The log may hold the newest rows, so it stays with its file.
  for (const part of ['', '-wal', '-shm']) {
    if (existsSync(file + part)) renameSync(file + part, aside + part);
  }
  return aside;
}

async function rescue(aside: string, key: Uint8Array, target: SqlDatabase): Promise<number> {
  let source: SqlDatabase | undefined;
  let saved = 0;
  try {
    source = openLibsql(aside, key);
    // Connections to the file that was damaged close when they are collected; meanwhile they may hold a lock.
    await (await source.prepare('PRAGMA busy_timeout = 5000')).all([]);
    for (const table of tables) saved += await copyTable(source, target, table);
  } catch {
    // Unreadable from here on; what was copied so far is committed.
  } finally {
    source?.close();
  }
  return saved;
}

/** Copies in small steps; a step that does not read is halved, and a single row that does not is left out. */
async function copyTable(source: SqlDatabase, target: SqlDatabase, table: string): Promise<number> {
  const columns = await columnsOf(target, table);
  const list = columns.map((name) => `"${name}"`).join(', ');
  const insert = `INSERT OR IGNORE INTO ${table} (${list}) VALUES (${columns.map(() => '?').join(', ')})`;
  let offset = 0;
  let step = rowsAtATime;
  let saved = 0;
  let failures = 0;
  while (failures < mostFailures) {
    const rows = await read(source, `SELECT ${list} FROM ${table} LIMIT ${step} OFFSET ${offset}`);
    if (!rows) {
      failures += 1;
      if (step > 1) step = Math.max(1, Math.floor(step / 4));
      else offset += 1;
      continue;
    }
    if (rows.length === 0) return saved;
    await target.exec('BEGIN');
    const statement = await target.prepare(insert);
    for (const row of rows) {
      if (columns.every((name) => row[name] !== undefined))
        statement.run(columns.map((name) => row[name] as never));
    }
    await target.exec('COMMIT');
    saved += rows.length;
    offset += rows.length;
    if (rows.length < step) return saved;
    step = Math.min(rowsAtATime, step * 2);
  }
  return saved;
}

async function read(source: SqlDatabase, sql: string): Promise<Record<string, unknown>[] | undefined> {
  try {
    return await (await source.prepare(sql)).all([]);
  } catch {
    return undefined;
  }
}

async function columnsOf(target: SqlDatabase, table: string): Promise<readonly string[]> {
  const rows = await (await target.prepare(`PRAGMA table_info(${table})`)).all([]);
  return rows.map((row) => String(row['name']));
}
