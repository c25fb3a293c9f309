/** Writes that go on behind who reads: at most `most` at a time. After one that fails none begins; those that run still end. */
export class WriteBehind {
  readonly #most: number;
  readonly #running = new Set<Promise<void>>();
  #fault: { readonly cause: unknown } | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  /** Waits until there is room, and no longer. Throws what an earlier write threw. */
  async add(write: () => Promise<void>): Promise<void> {
    while (this.#running.size >= this.#most) await Promise.race(this.#running);
    this.#throwFault();
    const running = this.#run(write).then(() => {
      this.#running.delete(running);
    });
    this.#running.add(running);
  }

  /** When all have ended. Throws what the first of those that failed threw. */
  async ended(): Promise<void> {
    await Promise.all(this.#running);
    this.#throwFault();
  }

  async #run(write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (cause) {
      this.#fault ??= { cause };
    }
  }

  #throwFault(): void {
    if (this.#fault) throw this.#fault.cause;
  }
}
