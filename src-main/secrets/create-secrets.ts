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
  /** Forgets what the store told by `seen`, after all that used it is closed. */
  readonly forgetSeen: () => void;
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
export function createSecrets(parts: SecretsParts): Secrets {
  const { store, screen, close, forgetSeen, reopened, publish, failed } = parts;
  const lock = (): void => {
    secrets.lock().catch(failed);
  };
  const idle = new IdleLock(lock);
  const secrets = new SecretsService({
    store,
    idle,
    close: async () => {
      try {
        await close();
      } finally {
        forgetSeen();
      }
    },
    changed: (state) => {
      reopened();
      publish('secrets.changed', state);
    },
  });
  screen.on('lock-screen', lock);
  screen.on('suspend', lock);
  return { secrets, touched: () => idle.touched() };
}
