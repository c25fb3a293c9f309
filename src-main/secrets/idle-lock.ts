/** Calls `lock` when nobody touched the app for some minutes. */
export class IdleLock {
  readonly #lock: () => void;
  readonly #now: () => number;
  #minutes = 0;
  #touchedAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(lock: () => void, now: () => number = () => performance.now()) {
    this.#lock = lock;
    this.#now = now;
  }

  /** From now on; 0 is never. */
  watch(minutes: number): void {
    this.#minutes = minutes;
    this.touched();
    this.#wait();
  }

  /** A key, a click. */
  touched(): void {
    this.#touchedAt = this.#now();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    if (this.#minutes === 0) return;
    const left = this.#touchedAt + this.#minutes * 60_000 - this.#now();
    if (left > 0) {
      this.#timer = setTimeout(() => {
        this.#wait();
      }, left);
      this.#timer.unref();
      return;
    }
    this.#minutes = 0;
    this.#lock();
  }
}
