import type { Publish } from '../ipc/publish.ts';
import { IdleLock } from './idle-lock.ts';
import type { SecretStore } from './secret-store.ts';
import { SecretsService } from './secrets-service.ts';

/** Electron's `powerMonitor`: `lock-screen` comes on macOS and Windows, `suspend` everywhere. */
export interface ScreenEvents {
  on(event: 'lock-screen' | 'suspend', listener: () => void): unknown;
}

export interface SecretsParts {
  readonly store: SecretStore;
  readonly screen: ScreenEvents;
  /** Closes clients, syncs and libraries. */
  readonly close: () => Promise<void>;
  /** Told when secrets can be read again, or no longer. */
  readonly reopened: () => void;
  readonly publish: Publish;
  readonly failed: (fault: unknown) => void;
}

export interface Secrets {
  readonly secrets: SecretsService;
  /** Somebody works with the app. */
  readonly touched: () => void;
}

/** Builds everything of this domain, and locks the vault when nobody is there. */
export function createSecrets({ store, screen, close, reopened, publish, failed }: SecretsParts): Secrets {
  const lock = (): void => {
    secrets.lock().catch(failed);
  };
  const idle = new IdleLock(lock);
  const secrets = new SecretsService({
    store,
    idle,
    close,
    changed: (state) => {
      reopened();
      publish('secrets.changed', state);
    },
  });
  screen.on('lock-screen', lock);
  screen.on('suspend', lock);
  return { secrets, touched: () => idle.touched() };
}
