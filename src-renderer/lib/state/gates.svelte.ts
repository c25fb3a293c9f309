import type { OpenGate } from '../../../src-shared/model/gate.ts';
import type { Api } from '../bridge/api.ts';

/** The connections that are write-enabled now; all others are read-only. */
export class OpenGates {
  all = $state.raw<readonly OpenGate[]>([]);
  readonly #api: Api;
  readonly #onFailure: (caught: unknown) => void;

  constructor(api: Api, onFailure: (caught: unknown) => void) {
    this.#api = api;
    this.#onFailure = onFailure;
  }

  of(connectionId: string | undefined): OpenGate | undefined {
    return this.all.find((gate) => gate.connectionId === connectionId);
  }

  async load(): Promise<void> {
    this.all = await this.#api.gate.list();
  }

  listen(): () => void {
    return this.#api.gate.changed((open) => {
      this.all = open;
    });
  }

  readonly close = (connectionId: string): void => {
    this.#api.gate.close({ connectionId }).catch(this.#onFailure);
  };
}
