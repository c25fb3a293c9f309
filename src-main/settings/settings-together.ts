import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { ownerOnly } from './settings-copy.ts';
import { type SettingsFile, writeFailure } from './settings-file.ts';

type Content = Readonly<Record<string, unknown>>;

const pendingSchema = z.object({
  files: z.record(z.string(), z.object({ before: z.string(), content: z.record(z.string(), z.unknown()) })),
});

interface TogetherOptions<Name extends string> {
  readonly folder: string;
  readonly files: Readonly<Record<Name, SettingsFile>>;
}

/**
 * Several settings files written as one: whatever is interrupted, they hold all of the old or all of the new. What is to
 * be written stands in a file of its own first; where that is found at the start, it is done again.
 */
export class SettingsTogether<Name extends string> {
  readonly #files: Readonly<Record<Name, SettingsFile>>;
  readonly #pending: string;

  /** Finishes what was interrupted, so the files are read after this. */
  constructor({ folder, files }: TogetherOptions<Name>) {
    this.#files = files;
    this.#pending = join(folder, 'settings-together.json');
    this.#finish();
  }

  /** Throws `disk.full`, `disk.write-failed`; the files are then as before. */
  write(contents: Readonly<Record<Name, Content>>): void {
    const names = Object.keys(contents) as Name[];
    this.#announce(names, contents);
    const written: { readonly file: SettingsFile; readonly before: Content }[] = [];
    try {
      for (const name of names) {
        const file = this.#files[name];
        const before = file.read();
        file.write(contents[name]);
        written.push({ file, before });
      }
    } catch (fault) {
      // Where even this fails, the announcement stays, and the next start makes the new state whole.
      for (const { file, before } of written) file.write(before);
      rmSync(this.#pending, { force: true });
      throw fault;
    }
    rmSync(this.#pending, { force: true });
  }

  #announce(names: readonly Name[], contents: Readonly<Record<Name, Content>>): void {
    const files = names.map((name) => [
      name,
      { before: digest(this.#files[name].read()), content: contents[name] },
    ]);
    try {
      const half = `${this.#pending}.new`;
      const handle = openSync(half, 'w', ownerOnly);
      try {
        writeFileSync(handle, JSON.stringify({ files: Object.fromEntries(files) as unknown }));
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(half, this.#pending);
    } catch (cause) {
      throw writeFailure(cause, this.#pending);
    }
  }

  #finish(): void {
    const pending = readPending(this.#pending);
    const steps = Object.entries(pending?.files ?? {}).flatMap(([name, { before, content }]) => {
      const file = Object.hasOwn(this.#files, name) ? this.#files[name as Name] : undefined;
      const present = file && digest(file.read());
      return { file, content, isBefore: present === before, isAfter: present === digest(content) };
    });
    // One that was changed since is not of the interrupted moment: an announcement that could not be removed.
    if (steps.every(({ isBefore, isAfter }) => isBefore || isAfter)) {
      for (const { file, content, isAfter } of steps) if (!isAfter) file?.write(content);
    }
    rmSync(this.#pending, { force: true });
    rmSync(`${this.#pending}.new`, { force: true });
  }
}

function readPending(file: string): z.infer<typeof pendingSchema> | undefined {
  try {
    return pendingSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // None, or not whole: then nothing was written yet.
    return undefined;
  }
}

/** Of what a file gives back once it was written. */
function digest(content: Content): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64');
}
