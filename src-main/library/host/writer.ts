import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Statement } from '../library.ts';
import type { SqlDatabase } from './libsql.ts';
import { sqlFailure } from './sql-failure.ts';
import { Turns } from './turns.ts';

/** Milliseconds of writing after which other work of the host gets a turn. */
const longestTurn = 10;

/** The one connection of a library that writes; every call is one transaction. */
export class Writer {
  readonly #database: SqlDatabase;
  readonly #turns: Turns;

  readonly #mayWrite: ((may: boolean) => Promise<void>) | undefined;

  /** `mayWrite` is told before and after each turn where readers use the same connection. */
  constructor(database: SqlDatabase, turns: Turns = new Turns(), mayWrite?: (may: boolean) => Promise<void>) {
    this.#database = database;
    this.#turns = turns;
    this.#mayWrite = mayWrite;
  }

  /** All statements or none. A full disk rolls back and leaves what was there. */
  async write(statements: readonly Statement[]): Promise<void> {
    await this.#turns.run(async () => {
      try {
        await this.#mayWrite?.(true);
        await this.#database.exec('BEGIN IMMEDIATE');
        for (const statement of statements) await this.#run(statement);
        await this.#database.exec('COMMIT');
      } catch (cause) {
        await this.#rollBack();
        throw sqlFailure(cause);
      } finally {
        await this.#mayWrite?.(false);
      }
    });
  }

  /** What needs the connection for itself, between two writes. */
  async alone(work: (database: SqlDatabase) => Promise<void>): Promise<void> {
    await this.#turns.run(async () => {
      await this.#mayWrite?.(true);
      try {
        await work(this.#database);
      } finally {
        await this.#mayWrite?.(false);
      }
    });
  }

  async #run(statement: Statement): Promise<void> {
    const prepared = await this.#database.prepare(statement.sql);
    let began = performance.now();
    for (const row of 'rows' in statement ? statement.rows : [statement.params ?? []]) {
      prepared.run(row);
      if (performance.now() - began < longestTurn) continue;
      await nextTurn();
      began = performance.now();
    }
  }

  async #rollBack(): Promise<void> {
    try {
      await this.#database.exec('ROLLBACK');
    } catch {
      // SQLite has rolled back by itself already (disk full, I/O error), or BEGIN was what failed.
    }
  }

  async close(): Promise<void> {
    await this.#turns.idle();
    this.#database.close();
  }
}
