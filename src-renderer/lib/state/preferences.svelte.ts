import { MediaQuery } from 'svelte/reactivity';

import { defaultPreferences, type Preferences, type Theme } from '../../../src-shared/model/preferences.ts';
import type { Api } from '../bridge/api.ts';

export const zoomSteps = [80, 90, 100, 110, 125, 150, 175, 200] as const;

/** Theme, time zone and zoom. Main keeps them and applies the zoom. */
export class PreferencesState {
  current = $state.raw<Preferences>(defaultPreferences);
  readonly #api: Api;
  readonly #onFailure: (caught: unknown) => void;
  readonly #dark = new MediaQuery('(prefers-color-scheme: dark)');
  readonly #contrast = new MediaQuery('(prefers-contrast: more)');

  constructor(api: Api, onFailure: (caught: unknown) => void) {
    this.#api = api;
    this.#onFailure = onFailure;
  }

  /** The theme that is drawn, with "system" resolved. */
  readonly theme = $derived.by((): Exclude<Theme, 'system'> => {
    const { theme } = this.current;
    if (theme !== 'system') return theme;
    if (this.#contrast.current) return 'contrast';
    return this.#dark.current ? 'dark' : 'light';
  });

  async load(): Promise<void> {
    this.current = await this.#api.app.readPreferences();
  }

  listen(): () => void {
    return this.#api.app.preferencesChanged((preferences) => {
      this.current = preferences;
    });
  }

  readonly setTheme = (theme: Theme): void => this.#write({ ...this.current, theme });

  readonly switchTimeZone = (): void =>
    this.#write({ ...this.current, timeZone: this.current.timeZone === 'utc' ? 'local' : 'utc' });

  readonly zoomIn = (): void => this.#zoomTo(zoomSteps.find((step) => step > this.current.zoom));
  readonly zoomOut = (): void => this.#zoomTo(zoomSteps.findLast((step) => step < this.current.zoom));
  readonly resetZoom = (): void => this.#zoomTo(defaultPreferences.zoom);

  #zoomTo(zoom: number | undefined): void {
    if (zoom !== undefined) this.#write({ ...this.current, zoom });
  }

  #write(preferences: Preferences): void {
    this.current = preferences;
    this.#api.app.writePreferences(preferences).catch(this.#onFailure);
  }
}
