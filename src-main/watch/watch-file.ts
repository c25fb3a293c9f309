import { z } from 'zod';

import { cellsOf } from '../../src-shared/connections/runtimes.ts';
import { usualSettings, type Watch, type WatchSettings } from '../../src-shared/model/watch.ts';
import type { WatchMemory } from '../../src-shared/watch/judge.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { settingsInput, watchInput } from './inputs.ts';

/** Of one query, tenant and rule; nothing in it is of a message but a time. */
const memorySchema = z.object({
  lastFailure: z.number().exactOptional(),
  isRaised: z.boolean().exactOptional(),
  said: z.record(z.string(), z.number()).exactOptional(),
});

/** `watch.json`: what is watched, how, and what the rules remember. What is not understood counts as never set. */
export class WatchFile {
  readonly #file: SettingsFile;
  #watches: readonly Watch[];
  #settings: WatchSettings;
  #memories: Readonly<Record<string, WatchMemory>>;
  #pausedUntil: number | undefined;

  constructor(file: SettingsFile) {
    this.#file = file;
    const content = file.read();
    const entries = z.array(z.unknown()).safeParse(content['watches']).data ?? [];
    this.#watches = entries.flatMap((entry) => watchInput.safeParse(entry).data ?? []);
    const settings = settingsInput.safeParse(content['settings']).data;
    this.#settings = settings ? { ...settings, quiet: settings.quiet } : usualSettings;
    this.#memories = z.record(z.string(), memorySchema).safeParse(content['memories']).data ?? {};
    this.#pausedUntil = z.number().safeParse(content['pausedUntil']).data;
  }

  get watches(): readonly Watch[] {
    return this.#watches;
  }

  get settings(): WatchSettings {
    return this.#settings;
  }

  get pausedUntil(): number | undefined {
    return this.#pausedUntil;
  }

  memory(key: string): WatchMemory | undefined {
    return this.#memories[key];
  }

  /** What rules of queries that are watched no more remember goes, too. Throws `disk.full`, `disk.write-failed`. */
  writeWatches(watches: readonly Watch[]): void {
    this.#watches = watches;
    const kept = (key: string): boolean => watches.some(({ queryId }) => key.startsWith(`${queryId} `));
    this.#memories = Object.fromEntries(Object.entries(this.#memories).filter(([key]) => kept(key)));
    this.#write();
  }

  writeSettings(settings: WatchSettings): void {
    this.#settings = settings;
    this.#write();
  }

  writePause(pausedUntil: number | undefined): void {
    this.#pausedUntil = pausedUntil;
    this.#write();
  }

  writeMemories(changes: Readonly<Record<string, WatchMemory>>): void {
    const next = { ...this.#memories, ...changes };
    if (JSON.stringify(next) === JSON.stringify(this.#memories)) return;
    this.#memories = next;
    this.#write();
  }

  /** For the end of a project, and for connections that are removed. */
  forget(connectionIds: readonly string[]): void {
    const isGone = (key: string): boolean =>
      connectionIds.some((id) => key.includes(` ${id} `) || key.includes(` ${cellsOf(id)}`));
    const kept = Object.entries(this.#memories).filter(([key]) => !isGone(key));
    if (kept.length === Object.keys(this.#memories).length) return;
    this.#memories = Object.fromEntries(kept);
    this.#write();
  }

  #write(): void {
    const { quiet, ...settings } = this.#settings;
    this.#file.write({
      version: 1,
      watches: this.#watches,
      settings: { ...settings, ...(quiet && { quiet }) },
      memories: this.#memories,
      ...(this.#pausedUntil !== undefined && { pausedUntil: this.#pausedUntil }),
    });
  }
}

export function memoryKey(queryId: string, connectionId: string, kind: string): string {
  return `${queryId} ${connectionId} ${kind}`;
}
