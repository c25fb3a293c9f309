import { type Interval, subtract, union } from '../../src-shared/messages/intervals.ts';
import type { Library, Statement } from '../library/library.ts';
import { markSynced, readSyncState } from '../library/sync-state.ts';

const minute = 60_000;
/** Logs become visible up to ten minutes late: what was read that soon is read once more by the next sync. */
export const overlap = 15 * minute;

const ofLibrary = new WeakMap<Library, LoadedIntervals>();

/**
 * Which stretches of LogStart the library holds completely. Kept in the same transaction as the rows, so that a
 * kill at any moment leaves them telling the truth; writes go one after the other, because each replaces the list.
 */
export class LoadedIntervals {
  readonly #library: Library;
  #queue: Promise<void> = Promise.resolve();

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
    const turn = this.#queue.then(async () => {
      const before = await this.read();
      const joined = union([...(stale ? subtract(before, stale) : before), stretch]);
      await this.#library.write([
        ...statements,
        { sql: 'DELETE FROM loaded_intervals' },
        {
          sql: 'INSERT INTO loaded_intervals (from_time, to_time) VALUES (?, ?)',
          rows: joined.map(({ from, to }) => [from, to]),
        },
        ...(readUntil === undefined ? [] : [markSynced('messages', readUntil)]),
      ]);
    });
    // Who added is told of a failure; the next one starts from what is stored.
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}
