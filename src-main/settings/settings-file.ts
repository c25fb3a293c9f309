import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';

import { AppError } from '../../src-shared/errors.ts';
import { hasCode, isBroken, ownerOnly, SettingsCopy } from './settings-copy.ts';

/** A small JSON file under the user data folder, read and written as a whole. */
export interface SettingsFile {
  read(): Readonly<Record<string, unknown>>;
  /** Atomic: after a crash the file holds the old or the new value. Throws `disk.full`, `disk.write-failed`. */
  write(value: Readonly<Record<string, unknown>>): void;
}

/** The part of electron-store that is used; tests open the same by `conf`, on which it is built. */
export interface WholeStore {
  store: Record<string, unknown>;
}

export interface StoreOptions {
  readonly cwd: string;
  readonly name: string;
  readonly clearInvalidConfig: false;
  readonly configFileMode: number;
}

export interface OpenSettings {
  readonly folder: string;
  /** File name without `.json`. */
  readonly name: string;
  readonly createStore: (options: StoreOptions) => WholeStore;
  /** Keeps a copy beside it, which takes its place where it is broken or gone. */
  readonly keepsCopy?: boolean;
  /** Told when a broken file was set aside. */
  readonly notice: (error: AppError) => void;
  readonly now?: () => number;
}

/** Opens a settings file. One that cannot be read is set aside under a new name first: nothing in it is lost. */
export function openSettingsFile(options: OpenSettings): SettingsFile {
  const { folder, name, createStore, notice, now = Date.now } = options;
  const file = join(folder, `${name}.json`);
  const copy = options.keepsCopy === true ? new SettingsCopy(folder, name) : undefined;
  const isUsable = existsSync(file) && !isBroken(file);
  if (!isUsable) {
    const aside = existsSync(file) ? freeName(folder, name, now()) : undefined;
    if (aside !== undefined) moveAside(file, join(folder, aside));
    if (copy?.restore() === true) {
      notice(
        new AppError('settings.restored', 'A settings file came from its copy.', { file: `${name}.json` }),
      );
    } else if (aside !== undefined) {
      const setAside = { file: join(folder, aside) };
      notice(new AppError('settings.corrupt', 'A settings file was not readable.', setAside));
    }
  }
  // The store's own answer to a broken file would be to empty it.
  const store = createStore({
    cwd: folder,
    name,
    clearInvalidConfig: false,
    configFileMode: ownerOnly,
  });
  // This process is the only writer, and some values are read for every row of a list.
  let content: Readonly<Record<string, unknown>> = store.store;
  if (isUsable) copy?.write(content);
  return {
    read: () => content,
    write: (value) => {
      try {
        // First the copy: after a failure of either, both or the copy alone are newer, and nothing is lost.
        copy?.write(value);
        store.store = { ...value };
        content = { ...value };
      } catch (cause) {
        throw writeFailure(cause, `${name}.json`);
      }
    },
  };
}

function freeName(folder: string, name: string, time: number): string {
  const stamp = new Date(time).toISOString().replaceAll(':', '-').slice(0, 19);
  for (let count = 1; ; count += 1) {
    const free = `${name}.set-aside-${stamp}${count === 1 ? '' : `-${count}`}.json`;
    if (!existsSync(join(folder, free))) return free;
  }
}

function moveAside(file: string, aside: string): void {
  try {
    renameSync(file, aside);
  } catch (cause) {
    throw writeFailure(cause, file);
  }
}

export function writeFailure(cause: unknown, file: string): AppError {
  if (hasCode(cause, 'ENOSPC') || hasCode(cause, 'EDQUOT')) {
    return new AppError('disk.full', 'No room to write the settings.', { file }, { cause });
  }
  return new AppError('disk.write-failed', 'The settings could not be written.', { file }, { cause });
}
