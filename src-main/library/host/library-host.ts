import { AppError } from '../../../src-shared/errors.ts';
import type { HostReply, HostRequest, LibraryPlace } from '../protocol.ts';
import { sqlFailure } from './sql-failure.ts';
import { StoredLibrary } from './stored-library.ts';

/** Answers requests about any number of libraries, in whatever order they are ready. */
export class LibraryHost {
  readonly #reply: (reply: HostReply) => void;
  readonly #libraries = new Map<string, Promise<StoredLibrary>>();
  readonly #places = new Map<string, LibraryPlace>();
  readonly #replacing = new Set<string>();
  readonly #running = new Map<number, { readonly library: string; readonly abort: AbortController }>();

  constructor(reply: (reply: HostReply) => void) {
    this.#reply = reply;
  }

  async handle(request: HostRequest): Promise<void> {
    if (request.type === 'cancel') {
      this.#running.get(request.id)?.abort.abort();
      return;
    }
    const abort = new AbortController();
    this.#running.set(request.id, { library: request.library, abort });
    try {
      this.#reply({ id: request.id, ok: true, value: await this.#answer(request, abort.signal) });
    } catch (cause) {
      const failure = sqlFailure(cause);
      if (failure.code === 'library.damaged' && request.type !== 'open') await this.#replace(request.library);
      this.#reply({ id: request.id, ok: false, error: failure.toData() });
    } finally {
      this.#running.delete(request.id);
    }
  }

  async #answer(
    request: Exclude<HostRequest, { type: 'cancel' }>,
    signal: AbortSignal,
  ): Promise<(HostReply & { ok: true })['value']> {
    const name = request.library;
    switch (request.type) {
      case 'open':
        await this.#open(name, request.place);
        return undefined;
      case 'all':
        return (await this.#library(name)).all(request.sql, request.params, signal);
      case 'write':
        await (await this.#library(name)).write(request.statements);
        return undefined;
      case 'state':
        return (await this.#library(name)).state(signal);
      case 'close':
        await this.#close(name);
        return undefined;
    }
  }

  async #open(name: string, place: LibraryPlace): Promise<void> {
    if (this.#libraries.has(name)) throw new AppError('library.failed', 'The library is open already.');
    const opening = StoredLibrary.open(place);
    this.#libraries.set(name, opening);
    this.#places.set(name, place);
    try {
      await opening;
    } catch (cause) {
      this.#libraries.delete(name);
      throw cause;
    }
  }

  /** Damage in the middle of a file shows only when it is read. Whoever met it is told; the next one finds a new file. */
  async #replace(name: string): Promise<void> {
    const place = this.#places.get(name);
    const library = this.#libraries.get(name);
    if (!place || !library || this.#replacing.has(name)) return;
    this.#replacing.add(name);
    const opening = library.then((damaged) => damaged.close()).then(() => StoredLibrary.replace(place));
    this.#libraries.set(name, opening);
    try {
      await opening;
    } catch {
      this.#libraries.delete(name);
    } finally {
      this.#replacing.delete(name);
    }
  }

  #library(name: string): Promise<StoredLibrary> {
    const library = this.#libraries.get(name);
    if (!library) throw new AppError('library.failed', 'The library is not open.');
    return library;
  }

  async #close(name: string): Promise<void> {
    const library = this.#libraries.get(name);
    this.#libraries.delete(name);
    for (const running of this.#running.values()) if (running.library === name) running.abort.abort();
    if (library) await (await library).close();
  }
}
