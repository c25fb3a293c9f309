import { minute } from '../../../src-shared/durations.ts';
import type { HeldBack, MessageWindow } from '../../../src-shared/model/messages.ts';

/** What becomes visible late began this long before, at most. */
const late = 15 * minute;

/** New rows that a list keeps out while a person looks at others, so that nothing moves under their eyes. */
export class HeldRows {
  /** How many are kept out. */
  count = $state(0);
  #back = $state.raw<HeldBack>();
  #lastKey = 0;

  /** Part of the question to the library; `undefined`: all rows are shown. */
  get back(): HeldBack | undefined {
    return this.#back;
  }

  /** What the latest answer says of new rows. */
  answered({ lastKey, held }: Pick<MessageWindow, 'lastKey' | 'held'>): void {
    // While rows are kept out the first answer counts: what came later is new.
    if (!this.#back) this.#lastKey = lastKey;
    this.count = held;
  }

  /**
   * From now on. Rows older than the last one on the screen come in below it and move nothing; `lastStart` is its start, and
   * `undefined` where rows are sorted by something else.
   */
  hold(lastStart: number | undefined): void {
    this.#back = {
      afterKey: this.#lastKey,
      start: lastStart === undefined ? 0 : Math.max(0, lastStart - late),
    };
  }

  release(): void {
    this.#back = undefined;
    this.count = 0;
  }
}
