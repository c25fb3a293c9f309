import type { Environment, SecretState } from '../../../src-shared/model/connections.ts';
import type { Theme } from '../../../src-shared/model/preferences.ts';

export const environmentNames: Readonly<Record<Environment, string>> = {
  development: 'Development',
  test: 'Test',
  production: 'Production',
  other: 'Other',
};

export const themeNames: Readonly<Record<Theme, string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
};

export const secretNames: Readonly<Record<SecretState, string>> = {
  stored: 'Kept encrypted',
  session: 'Kept until the app closes',
  missing: 'No secret',
  undecryptable: 'Enter it again',
  locked: 'Secrets locked',
};

/** `host` of an address, or the text as it is. */
export function shownHost(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
