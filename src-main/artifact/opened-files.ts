import { randomUUID } from 'node:crypto';
import { basename, resolve } from 'node:path';

import { z } from 'zod';

import { AppError } from '../../src-shared/errors.ts';
import type { OpenedFile } from '../../src-shared/model/artifact.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

/** Files that a list shows. */
const mostListed = 50;
/** Files that a tab can be of, also one of the last session: tokens beyond are forgotten. */
const mostKnown = 2_000;

const fileSchema = z.object({
  token: z.string().min(1),
  name: z.string(),
  path: z.string().min(1),
  openedAt: z.number(),
});

/**
 * Files and folders that the person opened. The window knows them by a token: which files can be read is decided by the
 * dialog, the drop and the command line, never by a page.
 */
export class OpenedFiles {
  readonly #file: SettingsFile;
  readonly #now: () => number;
  #waiting: readonly OpenedFile[] = [];

  constructor(file: SettingsFile, now: () => number) {
    this.#file = file;
    this.#now = now;
  }

  /** Newest first. */
  recent(): readonly OpenedFile[] {
    return this.#known().slice(0, mostListed);
  }

  #known(): readonly OpenedFile[] {
    const kept = z.array(z.unknown()).catch([]).parse(this.#file.read()['files']);
    return kept.flatMap((entry) => fileSchema.safeParse(entry).data ?? []);
  }

  open(paths: readonly string[]): readonly OpenedFile[] {
    const known = this.#known();
    const opened = [...new Set(paths.map((path) => resolve(path)))].map((path): OpenedFile => ({
      token: known.find((file) => file.path === path)?.token ?? randomUUID(),
      name: basename(path),
      path,
      openedAt: this.#now(),
    }));
    const others = known.filter(({ token }) => !opened.some((file) => file.token === token));
    this.#file.write({ files: [...opened, ...others].slice(0, mostKnown) });
    return opened;
  }

  /** Throws `content.file-gone`. */
  find(token: string): OpenedFile {
    const file = this.#known().find((one) => one.token === token);
    if (!file) throw new AppError('content.file-gone', 'The file is not among the recent ones.');
    return file;
  }

  /** Keeps files for the next window that takes them. */
  wait(paths: readonly string[]): void {
    this.#waiting = [...this.#waiting, ...this.open(paths)];
  }

  take(): readonly OpenedFile[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }
}
