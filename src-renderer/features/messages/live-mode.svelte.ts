import type { ErrorData } from '../../../src-shared/errors.ts';
import type { LiveStep } from '../../../src-shared/model/messages.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { errorData, isCancelled } from '../../lib/bridge/faults.ts';

/** ms until a tenant that did not answer is asked again. */
const patience = 30_000;

/** Live mode of a list: asks for new messages step by step while it is on and the list is on the screen. */
export class LiveMode {
  isOn = $state(false);
  /** What the last step said. */
  step = $state.raw<LiveStep>();
  /** Why the last step failed. */
  error = $state.raw<ErrorData>();
  readonly #api: Api;
  readonly #connectionId: string;

  constructor(api: Api, connectionId: string) {
    this.#api = api;
    this.#connectionId = connectionId;
  }

  readonly toggle = (): void => {
    this.isOn = !this.isOn;
    this.error = undefined;
  };

  /** Steps until the answer is called. */
  run(): () => void {
    const running = new AbortController();
    void this.#run(running.signal);
    return () => {
      running.abort();
    };
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) await pause(await this.#next(signal), signal);
  }

  /** One step; answers how many ms later the next one comes. */
  async #next(signal: AbortSignal): Promise<number> {
    try {
      const step = await this.#api.messages.live({ connectionId: this.#connectionId }, { signal });
      if (signal.aborted) return 0;
      this.step = step;
      this.error = undefined;
      return step.next;
    } catch (caught) {
      if (!signal.aborted && !isCancelled(caught)) this.error = errorData(caught);
      return patience;
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) {
      done();
      return;
    }
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
