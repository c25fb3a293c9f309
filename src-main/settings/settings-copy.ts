import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { AppError } from '../../src-shared/errors.ts';

/** Secrets and connections are nobody else's business on a shared computer. */
export const ownerOnly = 0o600;

/** The last good content of a settings file, beside it as `<name>.last-good.json`. */
export class SettingsCopy {
  readonly #file: string;
  readonly #copy: string;

  constructor(folder: string, name: string) {
    this.#file = join(folder, `${name}.json`);
    this.#copy = join(folder, `${name}.last-good.json`);
  }

  /** Throws what the file system throws. */
  write(value: Readonly<Record<string, unknown>>): void {
    const text = JSON.stringify(value);
    if (existsSync(this.#copy) && readFileSync(this.#copy, 'utf8') === text) return;
    writeFileSync(`${this.#copy}.new`, text, { mode: ownerOnly });
    renameSync(`${this.#copy}.new`, this.#copy);
  }

  /** Puts the copy in the place of the file; answers whether there was a good one. */
  restore(): boolean {
    if (!existsSync(this.#copy) || isBroken(this.#copy)) return false;
    copyFileSync(this.#copy, this.#file);
    return true;
  }
}

export function isBroken(file: string): boolean {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return false;
    throw new AppError('disk.write-failed', 'A settings file cannot be opened.', { file }, { cause });
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value !== 'object' || value === null || Array.isArray(value);
  } catch {
    // Not JSON is the very thing asked here.
    return true;
  }
}

export function hasCode(cause: unknown, code: string): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === code;
}
