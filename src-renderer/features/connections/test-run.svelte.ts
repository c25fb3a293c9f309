import type { ErrorData } from '../../../src-shared/errors.ts';
import {
  type Check,
  type CheckId,
  checkIds,
  type ConnectionDraft,
  type TestOutcome,
} from '../../../src-shared/model/connections.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { errorData, isCancelled } from '../../lib/bridge/faults.ts';

export interface CheckLine {
  readonly id: CheckId;
  readonly check: Check | undefined;
  readonly isRunning: boolean;
}

/** The connection test as it runs: each check is there as soon as main knows it. */
export class TestRun {
  checks = $state.raw<readonly Check[]>([]);
  isRunning = $state(false);
  outcome = $state.raw<TestOutcome>();
  error = $state.raw<ErrorData>();
  #running: AbortController | undefined;
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** All checks in their order; the first one without a result is the one that runs. */
  readonly lines = $derived.by((): readonly CheckLine[] => {
    const next = checkIds.find((id) => !this.checks.some((check) => check.id === id));
    return checkIds.map((id) => ({
      id,
      check: this.checks.find((check) => check.id === id),
      isRunning: this.isRunning && id === next,
    }));
  });

  readonly wasStarted = $derived(this.isRunning || this.outcome !== undefined || this.error !== undefined);

  async start(draft: ConnectionDraft): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.clear();
    this.isRunning = true;
    const testId = crypto.randomUUID();
    const stop = this.#api.connections.checked((told) => {
      if (told.testId === testId) this.checks = [...this.checks, told.check];
    });
    try {
      const outcome = await this.#api.connections.test({ testId, draft }, { signal: running.signal });
      if (this.#running !== running) return;
      this.checks = outcome.checks;
      this.outcome = outcome;
    } catch (caught) {
      if (this.#running === running && !isCancelled(caught)) this.error = errorData(caught);
    } finally {
      stop();
      if (this.#running === running) this.isRunning = false;
    }
  }

  readonly cancel = (): void => {
    this.#running?.abort();
  };

  clear(): void {
    this.checks = [];
    this.outcome = undefined;
    this.error = undefined;
  }
}
