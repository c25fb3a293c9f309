import type { ErrorData } from '../../../src-shared/errors.ts';
import { errorData, isCancelled } from '../bridge/faults.ts';

/**
 * One value read from main. The latest request wins, an older one is given up; a failure keeps the
 * old value, so that a view can show both.
 */
export class Loaded<T> {
  value = $state.raw<T>();
  error = $state.raw<ErrorData>();
  loading = $state(false);
  /** A first answer, good or bad, is there. */
  readonly known = $derived(this.value !== undefined || this.error !== undefined);

  readonly #read: (signal: AbortSignal) => Promise<T>;
  #running: AbortController | undefined;
  #latest: Promise<void> | undefined;
  /** The data changed while it was read. */
  #isStale = false;

  readonly #arrived: () => void;

  /** `arrived` is told of each new value. */
  constructor(read: (signal: AbortSignal) => Promise<T>, arrived: () => void = () => undefined) {
    this.#read = read;
    this.#arrived = arrived;
  }

  /** Over when the latest answer is there, also where that is of a later call. */
  async load(): Promise<void> {
    this.#latest = this.#load();
    for (let awaited: unknown; awaited !== this.#latest;) {
      awaited = this.#latest;
      await this.#latest;
    }
  }

  /**
   * The data changed, the question did not: a read under way is finished and followed by one more. Given up at every
   * change, a view would show nothing new for as long as a sync goes on.
   */
  reload(): void {
    if (this.#running) this.#isStale = true;
    else void this.load();
  }

  async #load(): Promise<void> {
    this.#isStale = false;
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.loading = true;
    try {
      const value = await this.#read(running.signal);
      if (this.#running !== running) return;
      this.value = value;
      this.error = undefined;
      this.#arrived();
    } catch (caught) {
      if (this.#running !== running) return;
      if (!isCancelled(caught)) this.error = errorData(caught);
    } finally {
      if (this.#running === running) {
        this.loading = false;
        this.#running = undefined;
        if (this.#isStale) void this.load();
      }
    }
  }

  /** The person gave up waiting. */
  cancel(): void {
    this.#isStale = false;
    this.#running?.abort();
  }

  /** Forgets the value, for instance because another thing is shown now. */
  clear(): void {
    this.#isStale = false;
    this.#running?.abort();
    this.#running = undefined;
    this.value = undefined;
    this.error = undefined;
    this.loading = false;
  }
}
