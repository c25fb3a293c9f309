import ElectronStore from 'electron-store';

import type { AppError } from '../../src-shared/errors.ts';
import { openSettingsFile, type SettingsFile } from './settings-file.ts';

/** Without these two, libraries cannot be opened or are nobody's. */
const irreplaceable: readonly string[] = ['connections', 'secrets'];

/** The settings files of the app: electron-store behind the guard of `settings-file.ts`. */
export function openElectronSettings(
  folder: string,
  name: string,
  notice: (error: AppError) => void,
): SettingsFile {
  return openSettingsFile({
    folder,
    name,
    notice,
    keepsCopy: irreplaceable.includes(name),
    createStore: (options) => new ElectronStore(options),
  });
}
