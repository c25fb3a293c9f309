import { readRuntimeId } from '../../../src-shared/connections/runtimes.ts';
import type { ErrorData } from '../../../src-shared/errors.ts';
import type { Keeping, KeepingState } from '../../../src-shared/model/keeping.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { errorData } from '../../lib/bridge/faults.ts';
import { burst } from '../../lib/state/burst.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';

/** What the library of a connection keeps of messages, and the ways to change that. */
export class KeepingPage {
  readonly state: Loaded<KeepingState>;
  /** Why the last thing a person wanted was not done. */
  refused = $state.raw<ErrorData>();
  readonly #api: Api;
  readonly #connectionId: string;

  constructor(api: Api, connectionId: string) {
    this.#api = api;
    this.#connectionId = connectionId;
    this.state = new Loaded((signal) => api.keeping.state({ connectionId }, { signal }));
  }

  /** Reads now and whenever messages change; answers how to stop. */
  listen(): () => void {
    const { call, stop } = burst(() => this.state.reload(), 500);
    call();
    const stopListening = this.#api.messages.changed(({ connectionId }) => {
      if (connectionId === this.#connectionId) call();
    });
    return () => {
      stopListening();
      stop();
      this.state.cancel();
    };
  }

  /** A cell keeps what its connection keeps. A reading of what was chosen before ends; what it has read stays. */
  readonly choose = (change: Partial<Keeping>): Promise<void> => {
    const before = this.state.value;
    if (!before) return Promise.resolve();
    const { connectionId } = readRuntimeId(this.#connectionId);
    const keeping = { ...before.keeping, ...change };
    const { reading } = before;
    const ends = keeping.details !== before.keeping.details && reading !== undefined;
    return this.#do(
      Promise.all([
        this.#api.connections.arrange({ connectionIds: [connectionId], change: { keeping } }),
        ends ? this.#api.jobs.cancel({ jobId: reading }) : undefined,
      ]),
    );
  };

  readonly tidy = (): Promise<void> => this.#do(this.#api.keeping.tidy({ connectionId: this.#connectionId }));

  readonly readDetails = (): Promise<void> =>
    this.#do(this.#api.keeping.readDetails({ connectionId: this.#connectionId }));

  async #do(doing: Promise<unknown>): Promise<void> {
    this.refused = undefined;
    try {
      await doing;
    } catch (caught) {
      this.refused = errorData(caught);
    }
    await this.state.load();
  }
}
