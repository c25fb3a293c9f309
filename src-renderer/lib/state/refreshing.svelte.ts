import type { ErrorData } from '../../../src-shared/errors.ts';
import { errorData, isCancelled } from '../bridge/faults.ts';

/** Reading something anew from the tenant: one at a time, the latest one counts, and why the last one failed. */
export class Refreshing {
  isRunning = $state(false);
  error = $state.raw<ErrorData>();
  #running: AbortController | undefined;

  /** `then` shows what was read; it is left out where another one has begun meanwhile. Never throws. */
  async run(read: (signal: AbortSignal) => Promise<unknown>, then: () => Promise<unknown>): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.isRunning = true;
    try {
      await read(running.signal);
      if (this.#running !== running) return;
      this.error = undefined;
      await then();
    } catch (caught) {
      if (this.#running === running && !isCancelled(caught)) this.error = errorData(caught);
    } finally {
      if (this.#running === running) this.isRunning = false;
    }
  }

  cancel(): void {
    this.#running?.abort();
  }
}
