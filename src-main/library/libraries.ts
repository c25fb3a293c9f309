import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { cellsOf, readRuntimeId } from '../../src-shared/connections/runtimes.ts';
import { AppError } from '../../src-shared/errors.ts';
import { HostClient, type LibraryRequest } from './host-client.ts';
import type { SpawnHost } from './host-port.ts';
import type { Libraries, Library, LibraryState, Row, SqlValue, Statement } from './library.ts';

export interface LibrariesOptions {
  /** Where the files are, one `<runtime id>.db` each. */
  readonly folder: string;
  readonly spawn: SpawnHost;
  /**
   * The library's 32 bytes, made and kept where there is no file yet. `undefined`: nothing can keep a key, so the
   * library lives in memory. Throws `library.locked` while the key ring does not open, `library.key-missing`.
   */
  readonly libraryKey: (connectionId: string, hasFile: boolean) => Promise<Uint8Array | undefined>;
  /** Keeps the key under another name, that of the file it belongs to. */
  readonly setKeyAside: (connectionId: string, aside: string) => Promise<void>;
  readonly forgetKey: (connectionId: string) => Promise<void>;
}

/** The libraries of all connections, each opened once, all in one host process. */
export class OpenLibraries implements Libraries {
  readonly #options: LibrariesOptions;
  readonly #host: HostClient;
  readonly #opened = new Map<string, Promise<Library>>();
  /** Why the last try failed, until another one succeeds. */
  readonly #failures = new Map<string, unknown>();
  /** Live in memory, because nothing could keep a key when they were opened. */
  readonly #inMemory = new Set<string>();
  #moving: Promise<void> = Promise.resolve();
  /** Did not open again after the host crashed, while somebody still holds them. */
  readonly #lost = new Set<string>();

  /** Were in memory when the host crashed: what they held is gone, and that is told until the app ends. */
  readonly #emptied = new Set<string>();

  constructor(options: LibrariesOptions) {
    this.#options = options;
    this.#host = new HostClient(
      options.spawn,
      (connectionId) => {
        this.#opened.delete(connectionId);
        this.#inMemory.delete(connectionId);
        this.#lost.add(connectionId);
      },
      (connectionId) => this.#emptied.add(connectionId),
    );
  }

  open(connectionId: string): Promise<Library> {
    const known = this.#opened.get(connectionId);
    if (known) return known;
    const opening = this.#open(connectionId);
    this.#opened.set(connectionId, opening);
    opening.then(
      () => this.#failures.delete(connectionId),
      // Who asked is told; the next one tries again, for instance after the key ring was unlocked.
      (fault: unknown) => {
        if (this.#opened.get(connectionId) !== opening) return;
        this.#opened.delete(connectionId);
        this.#failures.set(connectionId, fault);
      },
    );
    return opening;
  }

  async state(connectionId: string): Promise<LibraryState | undefined> {
    const opened = this.#opened.get(connectionId);
    if (!opened && this.#failures.has(connectionId)) throw this.#failures.get(connectionId);
    if (!opened) return undefined;
    await opened;
    const state = (await this.#host.request({ type: 'state', library: connectionId })) as LibraryState;
    return this.#emptied.has(connectionId) ? { ...state, notice: state.notice ?? emptied } : state;
  }

  async remove(connectionId: string): Promise<void> {
    const ofCells = cellsOf(connectionId);
    const opened = [...this.#opened.keys()].filter((id) => id.startsWith(ofCells));
    await Promise.all([connectionId, ...opened].map((id) => this.release(id)));
    const { folder, forgetKey } = this.#options;
    const start = `${fileName(connectionId)}.db`;
    // Also files that were set aside: without the key they are unreadable for ever.
    const starts = [`${start}-`, `${start}.`, ofCells];
    for (const name of namesIn(folder)) {
      if (name === start || starts.some((one) => name.startsWith(one)))
        await rm(join(folder, name), { force: true });
    }
    await forgetKey(connectionId);
  }

  async setAside(connectionId: string): Promise<void> {
    await this.release(connectionId);
    const { folder, setKeyAside } = this.#options;
    const file = `${fileName(connectionId)}.db`;
    const stamp = new Date().toISOString().replace(/[-:]|\.\d+Z$/g, '');
    // First the key: a kill in between leaves a library that is set aside with the next try.
    await setKeyAside(connectionId, `${connectionId}.set-aside-${stamp}`);
    for (const part of ['-wal', '-shm', '.key-check', '']) {
      const present = join(folder, `${file}${part}`);
      if (existsSync(present)) await rename(present, join(folder, `${file}.set-aside-${stamp}${part}`));
    }
  }

  unclaimed(connectionIds: readonly string[]): readonly string[] {
    return (
      namesIn(this.#options.folder)
        .filter((name) => name.endsWith('.db'))
        .map((name) => name.slice(0, -'.db'.length))
        // Those of cells go with the one of their connection.
        .filter((id) => readRuntimeId(id).cell === undefined && !connectionIds.includes(id))
    );
  }

  async release(connectionId: string): Promise<void> {
    const opened = this.#opened.get(connectionId);
    this.#opened.delete(connectionId);
    this.#failures.delete(connectionId);
    this.#lost.delete(connectionId);
    this.#inMemory.delete(connectionId);
    this.#emptied.delete(connectionId);
    if (!opened) return;
    await opened.catch(() => undefined);
    await this.#host.close(connectionId);
  }

  /** All of them; each opens again when it is asked for, if its key is there. */
  async releaseAll(): Promise<void> {
    await Promise.all([...this.#opened.keys()].map((connectionId) => this.release(connectionId)));
  }

  /** Those in memory go to files, now that something can keep their keys; nothing that was read is lost. */
  moveToDisk(): Promise<void> {
    const moving = this.#moving.then(() => this.#moveAll());
    this.#moving = moving.catch(() => undefined);
    return moving;
  }

  async #moveAll(): Promise<void> {
    for (const connectionId of this.#inMemory) {
      const file = this.#file(connectionId);
      const key = await this.#options.libraryKey(connectionId, false);
      if (!key || !this.#inMemory.has(connectionId)) continue;
      this.#makeFolder();
      await this.#host.move(connectionId, { file, key });
      this.#inMemory.delete(connectionId);
    }
  }

  async close(): Promise<void> {
    this.#opened.clear();
    this.#inMemory.clear();
    await this.#host.end();
  }

  async #open(connectionId: string): Promise<Library> {
    const { folder, libraryKey } = this.#options;
    const file = this.#file(connectionId);
    // Or one that is about to take its place, see `host/replace-damaged.ts`.
    const ready = `${basename(file)}.ready-`;
    const hasFile = existsSync(file) || namesIn(folder).some((name) => name.startsWith(ready));
    const key = await libraryKey(connectionId, hasFile);
    if (!key && hasFile) {
      throw new AppError('library.locked', 'The library needs its key, which is not available.', { file });
    }
    if (key) this.#makeFolder();
    await this.#host.open(connectionId, { file: key ? file : undefined, key });
    if (!key) this.#inMemory.add(connectionId);
    this.#lost.delete(connectionId);
    return this.#library(connectionId);
  }

  #file(connectionId: string): string {
    return join(this.#options.folder, `${fileName(connectionId)}.db`);
  }

  #makeFolder(): void {
    mkdirSync(this.#options.folder, { recursive: true, mode: 0o700 });
  }

  #library(library: string): Library {
    const request = async (body: LibraryRequest, signal?: AbortSignal): Promise<unknown> => {
      if (this.#lost.has(library)) await this.open(library);
      return this.#host.request(body, signal);
    };
    const all = async <R extends Row>(
      sql: string,
      params: readonly SqlValue[] = [],
      signal?: AbortSignal,
    ): Promise<readonly R[]> =>
      (await request({ type: 'all', library, sql, params }, signal)) as readonly R[];
    return {
      all,
      get: async <R extends Row>(sql: string, params?: readonly SqlValue[], signal?: AbortSignal) =>
        (await all<R>(sql, params, signal))[0],
      write: async (statements: readonly Statement[]) => {
        await request({ type: 'write', library, statements });
      },
      compact: async () => {
        await request({ type: 'compact', library });
      },
      signErrors: async (signal?: AbortSignal) =>
        (await request({ type: 'sign-errors', library }, signal)) as number,
    };
  }
}

const emptied = new AppError('library.emptied', 'The library was in memory when its process ended.').toData();

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Ids are checked where they come in; one that is not a plain name would be a fault, not a folder elsewhere. */
function fileName(connectionId: string): string {
  if (!/^[A-Za-z0-9_-]{1,100}(?:@[A-Za-z0-9_-]{1,100})?$/.test(connectionId)) {
    throw new AppError('internal', 'A connection id is not a file name.');
  }
  return connectionId;
}
