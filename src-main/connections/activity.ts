import type { ConnectionActivity } from '../../src-shared/model/connections.ts';

export interface ActivityOptions {
  readonly read: (connectionId: string) => Promise<ConnectionActivity>;
  readonly publish: (activity: ConnectionActivity) => void;
  readonly failed: (fault: unknown) => void;
}

const interval = 1_000;

/**
 * Tells the status bar what a connection does, at most once per second however many requests run.
 * While the last seconds hold requests it goes on telling, so that the meter comes down to zero.
 */
export class ActivityPublisher {
  readonly #options: ActivityOptions;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #changed = new Set<string>();
  readonly #forgotten = new Set<string>();

  constructor(options: ActivityOptions) {
    this.#options = options;
  }

  changed(connectionId: string): void {
    // The demo tenant comes back under its id.
    this.#forgotten.delete(connectionId);
    if (this.#timers.has(connectionId)) this.#changed.add(connectionId);
    else this.#tell(connectionId);
  }

  /** Of a removed connection nothing is told any more, also not what is being read now. */
  forget(connectionId: string): void {
    this.#forgotten.add(connectionId);
    clearTimeout(this.#timers.get(connectionId));
    this.#timers.delete(connectionId);
    this.#changed.delete(connectionId);
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#changed.clear();
  }

  #tell(connectionId: string): void {
    this.#changed.delete(connectionId);
    const timer = setTimeout(() => {
      this.#timers.delete(connectionId);
      if (this.#changed.has(connectionId)) this.#tell(connectionId);
    }, interval);
    timer.unref();
    this.#timers.set(connectionId, timer);
    this.#options
      .read(connectionId)
      .then((activity) => {
        if (this.#forgotten.has(connectionId)) return;
        this.#options.publish(activity);
        if (activity.requests.some((count) => count > 0)) this.changed(connectionId);
      })
      .catch(this.#options.failed);
  }
}
