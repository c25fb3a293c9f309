import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Files and folders that the app was started with. Chromium puts switches of its own between them; what does not exist is none
 * of ours. An app that is not packaged has its own folder as first argument.
 */
export function pathsOf(argv: readonly string[], folder: string, isPackaged: boolean): readonly string[] {
  return argv
    .slice(1)
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .slice(isPackaged ? 0 : 1)
    .map((argument) => resolve(folder, argument))
    .filter((path) => existsSync(path));
}
