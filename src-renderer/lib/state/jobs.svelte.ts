import type { Job } from '../../../src-shared/model/jobs.ts';
import type { Api } from '../bridge/api.ts';

/** Everything that takes a while, running or just ended. */
export class JobList {
  all = $state.raw<readonly Job[]>([]);
  readonly running = $derived(this.all.filter(({ state }) => state === 'running'));
  readonly #api: Api;
  readonly #onFailure: (caught: unknown) => void;

  constructor(api: Api, onFailure: (caught: unknown) => void) {
    this.#api = api;
    this.#onFailure = onFailure;
  }

  async load(): Promise<void> {
    this.all = await this.#api.jobs.list();
  }

  listen(): () => void {
    return this.#api.jobs.changed((jobs) => {
      this.all = jobs;
    });
  }

  readonly cancel = (jobId: string): void => {
    this.#api.jobs.cancel({ jobId }).catch(this.#onFailure);
  };
}
