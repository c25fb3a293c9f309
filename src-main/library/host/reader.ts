import { AppError } from '../../../src-shared/errors.ts';
import type { Row, SqlValue } from '../library.ts';
import type { SqlDatabase, SqlStatement } from './libsql.ts';
import { sqlFailure } from './sql-failure.ts';
import { Turns } from './turns.ts';

const interruptEvery = 20;
/** Statements that a reader keeps, each some kilobytes. */
const mostKept = 64;

/**
 * Reads on one connection, one query at a time, each of which can be given up at any moment.
 *
 * libsql computes the first row on a thread of its own and only that part can be interrupted; all
 * further rows are computed on the calling thread. So a query is wrapped in a materialised CTE: its
 * whole work comes before its first row. Measured: a count that runs for seconds ends 2 ms after
 * `interrupt()`, and the host answers others meanwhile. Worker threads are no way out: ending one in
 * the middle of a native call aborts the whole process.
 *
 * Statements are kept for the next time. One that is collected as garbage is finalised on the calling thread, which then waits for
 * whatever runs on the connection: the host stood still for the three seconds of a long query.
 */
export class Reader {
  readonly #database: SqlDatabase;
  readonly #turns: Turns;
  readonly #statements = new Map<string, SqlStatement>();
  #waiting = 0;

  constructor(database: SqlDatabase, turns: Turns = new Turns()) {
    this.#database = database;
    this.#turns = turns;
  }

  /** How many queries run or wait here. */
  get load(): number {
    return this.#waiting;
  }

  async all(sql: string, params: readonly SqlValue[], signal: AbortSignal): Promise<readonly Row[]> {
    this.#waiting += 1;
    try {
      return await this.#turns.run(() => this.#query(sql, params, signal));
    } catch (cause) {
      throw sqlFailure(cause);
    } finally {
      this.#waiting -= 1;
    }
  }

  async #query(sql: string, params: readonly SqlValue[], signal: AbortSignal): Promise<readonly Row[]> {
    if (signal.aborted) throw cancelled();
    const statement = await this.#prepared(interruptible(sql));
    if (signal.aborted) throw cancelled();
    // SQLite forgets an interrupt that comes before the first step, hence again and again.
    let again: NodeJS.Timeout | undefined;
    const interrupt = (): void => {
      this.#database.interrupt();
      again = setTimeout(interrupt, interruptEvery);
    };
    signal.addEventListener('abort', interrupt, { once: true });
    try {
      return bytesOfBlobs(await statement.all(params));
    } finally {
      signal.removeEventListener('abort', interrupt);
      clearTimeout(again);
    }
  }

  /** The ones used least recently are let go first. */
  async #prepared(sql: string): Promise<SqlStatement> {
    const statement = this.#statements.get(sql) ?? (await this.#database.prepare(sql));
    this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    const [oldest] = this.#statements.keys();
    if (this.#statements.size > mostKept && oldest !== undefined) this.#statements.delete(oldest);
    return statement;
  }

  async close(): Promise<void> {
    await this.#turns.idle();
    this.#statements.clear();
    this.#database.close();
  }
}

/** libsql hands blobs out as `ArrayBuffer`s. */
function bytesOfBlobs(rows: Record<string, SqlValue | ArrayBuffer>[]): readonly Row[] {
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) {
      if (value instanceof ArrayBuffer) row[name] = new Uint8Array(value);
    }
  }
  return rows as Row[];
}

function interruptible(sql: string): string {
  return /^\s*(PRAGMA|EXPLAIN)\b/i.test(sql)
    ? sql
    : `WITH answer AS MATERIALIZED (${sql}) SELECT * FROM answer`;
}

function cancelled(): AppError {
  return new AppError('request.cancelled', 'The query was given up.');
}
