import type { AppInfo } from '../../src-shared/contract/app.ts';
import type { ErrorData } from '../../src-shared/errors.ts';
import type { SecretStorageState } from '../../src-shared/model/connections.ts';
import { defaultPreferences, type Preferences } from '../../src-shared/model/preferences.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { preferencesSchema } from './inputs.ts';

export interface AppServiceOptions {
  readonly versions: { readonly app: string; readonly electron: string };
  readonly platform: string;
  readonly timeZone: string;
  readonly preferences: SettingsFile;
  readonly secretStorage: () => Promise<SecretStorageState>;
  readonly readsSystemAuthorities: boolean;
  readonly notices: () => readonly ErrorData[];
  readonly applied: (preferences: Preferences) => void;
}

/** Preferences of this installation, and facts about it. */
export class AppService {
  readonly #options: AppServiceOptions;

  constructor(options: AppServiceOptions) {
    this.#options = options;
  }

  async info(): Promise<AppInfo> {
    const { versions, platform, timeZone, secretStorage, readsSystemAuthorities, notices } = this.#options;
    return {
      version: versions.app,
      electron: versions.electron,
      platform,
      timeZone,
      secretStorage: await secretStorage(),
      readsSystemAuthorities,
      notices: notices(),
    };
  }

  /** What is not readable, for instance of a newer version, counts as never set. */
  readPreferences(): Preferences {
    const kept = preferencesSchema.safeParse(this.#options.preferences.read()['preferences']);
    return kept.success ? kept.data : defaultPreferences;
  }

  writePreferences(preferences: Preferences): void {
    this.#options.preferences.write({ preferences });
    this.#options.applied(preferences);
  }
}
