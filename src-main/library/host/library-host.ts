import { AppError } from '../../../src-shared/errors.ts';
import type { HostReply, HostRequest, LibraryPlace } from '../protocol.ts';
import { signErrors } from './sign-errors.ts';
import { sqlFailure } from './sql-failure.ts';
import { StoredLibrary } from './stored-library.ts';

const triedAgainAfter = 10_000;

/** Answers requests about any number of libraries, in whatever order they are ready. */
export class LibraryHost {
  readonly #reply: (reply: HostReply) => void;
  readonly #libraries = new Map<string, Promise<StoredLibrary>>();
  readonly #places = new Map<string, LibraryPlace>();
  /** Why a library that was open has no file now. */
  readonly #failed = new Map<string, { readonly failure: AppError; readonly at: number }>();
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
      const failure = abort.signal.reason instanceof AppError ? abort.signal.reason : sqlFailure(cause);
      if (failure.code === 'library.damaged' && request.type !== 'open')
        await this.#replace(request.library, failure);
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
      case 'compact':
        await (await this.#library(name)).compact();
        return undefined;
      case 'sign-errors':
        return signErrors(await this.#library(name), signal);
      case 'state':
        return (await this.#library(name)).state(signal);
      case 'move':
        await this.#move(name, request.place);
        return undefined;
      case 'close':
        await this.#close(name);
        return undefined;
    }
  }

  async #open(name: string, place: LibraryPlace): Promise<void> {
    if (this.#libraries.has(name)) throw new AppError('library.failed', 'The library is open already.');
    this.#failed.delete(name);
    await this.#keep(name, place, StoredLibrary.open(place));
  }

  /** Who asks from now on waits for the file; where it cannot be made, what was in memory is still there. */
  async #move(name: string, place: LibraryPlace): Promise<void> {
    const library = await this.#library(name);
    const moving = library.movedTo(place);
    this.#libraries.set(
      name,
      moving.catch(() => library),
    );
    await moving;
    this.#places.set(name, place);
  }

  /** Damage in the middle of a file shows only when it is read. Whoever met it is told; the next one finds a new file. */
  async #replace(name: string, failure: AppError): Promise<void> {
    const place = this.#places.get(name);
    const library = this.#libraries.get(name);
    if (!place || !library || this.#replacing.has(name)) return;
    this.#replacing.add(name);
    // The file cannot be closed under a query that may take minutes; whoever asked is told why.
    for (const running of this.#running.values()) if (running.library === name) running.abort.abort(failure);
    const opening = library.then((damaged) => damaged.close()).then(() => StoredLibrary.replace(place));
    try {
      await this.#keep(name, place, opening);
    } catch {
      // Whoever asks next is told, and after a while it is tried again: the disk may have room by then.
    } finally {
      this.#replacing.delete(name);
    }
  }

  async #keep(name: string, place: LibraryPlace, opening: Promise<StoredLibrary>): Promise<StoredLibrary> {
    this.#libraries.set(name, opening);
    this.#places.set(name, place);
    try {
      return await opening;
    } catch (cause) {
      this.#libraries.delete(name);
      this.#failed.set(name, { failure: sqlFailure(cause), at: Date.now() });
      throw cause;
    }
  }

  #library(name: string): Promise<StoredLibrary> {
    const library = this.#libraries.get(name);
    if (library) return library;
    const place = this.#places.get(name);
    const failed = this.#failed.get(name);
    if (!place || !failed) throw new AppError('library.failed', 'The library is not open.');
    if (Date.now() - failed.at < triedAgainAfter) throw failed.failure;
    return this.#keep(name, place, StoredLibrary.open(place));
  }

  async #close(name: string): Promise<void> {
    const library = this.#libraries.get(name);
    this.#libraries.delete(name);
    this.#places.delete(name);
    this.#failed.delete(name);
    for (const running of this.#running.values()) if (running.library === name) running.abort.abort();
    if (library) await (await library).close();
  }
}
