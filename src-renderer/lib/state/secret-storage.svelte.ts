import type { SecretsState } from '../../../src-shared/model/secrets.ts';
import type { Api } from '../bridge/api.ts';

export type SecretsDialogName = 'unlock' | 'settings' | 'protect' | 'change';

/** Where the secrets of this computer are kept, and the dialog about it that is open. */
export class SecretStorage {
  current = $state.raw<SecretsState>();
  dialog = $state<SecretsDialogName>();
  readonly #api: Api;
  readonly #fail: (fault: unknown) => void;
  readonly #changed: () => Promise<void>;

  constructor(api: Api, fail: (fault: unknown) => void, changed: () => Promise<void>) {
    this.#api = api;
    this.#fail = fail;
    this.#changed = changed;
  }

  readonly isLocked = $derived.by(() => this.current?.vault?.isLocked === true);

  async load(): Promise<void> {
    this.take(await this.#api.secrets.state());
  }

  listen(): () => void {
    return this.#api.secrets.changed((state) => {
      this.take(state);
      this.#changed().catch(this.#fail);
    });
  }

  /** A vault that is locked asks for its passphrase by itself, once. */
  take(state: SecretsState): void {
    const wasLocked = this.isLocked;
    this.current = state;
    if (this.isLocked && !wasLocked) this.dialog = 'unlock';
    if (!this.isLocked && this.dialog === 'unlock') this.dialog = undefined;
  }

  readonly open = (dialog: SecretsDialogName): void => {
    this.dialog = dialog;
  };

  readonly close = (): void => {
    this.dialog = undefined;
  };

  readonly lock = (): void => {
    this.#api.secrets.lock().then((state) => this.take(state), this.#fail);
  };
}
