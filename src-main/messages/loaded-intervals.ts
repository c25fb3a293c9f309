import { type Interval, union } from '../../src-shared/messages/intervals.ts';
import type { Library, Statement } from '../library/library.ts';

/**
 * Which stretches of LogStart the library holds completely. Kept in the same transaction as the rows, so that a
 * kill at any moment leaves them telling the truth; writes go one after the other, because each replaces the list.
 */
export class LoadedIntervals {
  readonly #library: Library;
  #queue: Promise<void> = Promise.resolve();

  constructor(library: Library) {
    this.#library = library;
  }

  async read(signal?: AbortSignal): Promise<readonly Interval[]> {
    const rows = await this.#library.all<{ from_time: number; to_time: number }>(
      'SELECT from_time, to_time FROM loaded_intervals ORDER BY from_time',
      [],
      signal,
    );
    return rows.map(({ from_time, to_time }) => ({ from: from_time, to: to_time }));
  }

  /** Stores the statements and the stretch they complete, both or neither. */
  add(stretch: Interval, statements: readonly Statement[]): Promise<void> {
    const turn = this.#queue.then(async () => {
      const joined = union([...(await this.read()), stretch]);
      await this.#library.write([
        ...statements,
        { sql: 'DELETE FROM loaded_intervals' },
        {
          sql: 'INSERT INTO loaded_intervals (from_time, to_time) VALUES (?, ?)',
          rows: joined.map(({ from, to }) => [from, to]),
        },
      ]);
    });
    // Who added is told of a failure; the next one starts from what is stored.
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}
