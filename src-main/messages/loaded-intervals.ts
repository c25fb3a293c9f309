import { type Interval, subtract, union } from '../../src-shared/messages/intervals.ts';
import type { Library, Statement } from '../library/library.ts';
import { markSynced, readSyncState } from '../library/sync-state.ts';

const ofLibrary = new WeakMap<Library, LoadedIntervals>();

/**
 * Which stretches of LogStart the library holds completely. Kept in the same transaction as the rows, so that a
 * kill at any moment leaves them telling the truth; writes go one after the other, because each replaces the list.
 */
export class LoadedIntervals {
  readonly #library: Library;
  readonly #waiting: Waiting[] = [];
  #isWriting = false;

  private constructor(library: Library) {
    this.#library = library;
  }

  /** One for each library: two syncs at once must not overwrite each other's list. */
  static of(library: Library): LoadedIntervals {
    const known = ofLibrary.get(library) ?? new LoadedIntervals(library);
    ofLibrary.set(library, known);
    return known;
  }

  async read(signal?: AbortSignal): Promise<readonly Interval[]> {
    const rows = await this.#library.all<{ from_time: number; to_time: number }>(
      'SELECT from_time, to_time FROM loaded_intervals ORDER BY from_time',
      [],
      signal,
    );
    return rows.map(({ from_time, to_time }) => ({ from: from_time, to: to_time }));
  }

  /** Until when the newest stretch was read; `undefined`: nothing was read yet. */
  async readUntil(signal?: AbortSignal): Promise<number | undefined> {
    return (await readSyncState(this.#library, 'messages', signal)).syncedAt;
  }

  /**
   * Stores the statements and the stretch they complete, both or neither. `stale` is a stretch that does not
   * count as loaded any more; `readUntil` is given with the newest stretch of a sync that reaches the present.
   */
  add(
    stretch: Interval,
    statements: readonly Statement[],
    { stale, readUntil }: { readonly stale?: Interval; readonly readUntil?: number } = {},
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ stretch, statements, stale, readUntil, resolve, reject });
      if (!this.#isWriting) void this.#write();
    });
  }

  /** What came while the last transaction was written goes into the next one together: fewer, fuller ones. */
  async #write(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const together = this.#waiting.splice(0);
      try {
        await this.#library.write(await this.#statements(together));
        for (const { resolve } of together) resolve();
      } catch (cause) {
        // Each is told; the next ones start from what is stored.
        for (const { reject } of together) reject(cause);
      }
    }
    this.#isWriting = false;
  }

  async #statements(together: readonly Waiting[]): Promise<readonly Statement[]> {
    let intervals = await this.read();
    for (const { stretch, stale } of together) {
      intervals = union([...(stale ? subtract(intervals, stale) : intervals), stretch]);
    }
    const readUntil = together.findLast((one) => one.readUntil !== undefined)?.readUntil;
    return [
      ...together.flatMap(({ statements }) => statements),
      { sql: 'DELETE FROM loaded_intervals' },
      {
        sql: 'INSERT INTO loaded_intervals (from_time, to_time) VALUES (?, ?)',
        rows: intervals.map(({ from, to }) => [from, to]),
      },
      ...(readUntil === undefined ? [] : [markSynced('messages', readUntil)]),
    ];
  }
}

interface Waiting {
  readonly stretch: Interval;
  readonly statements: readonly Statement[];
  readonly stale: Interval | undefined;
  readonly readUntil: number | undefined;
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}
