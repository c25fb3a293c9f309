import { webcrypto } from 'node:crypto';

import type { Library, Statement } from './library.ts';

/** Bytes of one row: small enough for the port and the pages, large enough for most artifacts. */
const chunkBytes = 1024 * 1024;

/** Zips by their SHA-256 in a library: equal content is kept once, and nothing that was kept changes. */
export class ContentStore {
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  /** Keeps the bytes, together with `also` or not at all. Answers their SHA-256 in hex. */
  async put(
    bytes: Uint8Array,
    now: number,
    also: (sha256: string) => readonly Statement[] = () => [],
  ): Promise<string> {
    const { sha256, statements } = await this.keeping(bytes, now);
    await this.#library.write([...statements, ...also(sha256)]);
    return sha256;
  }

  /** What keeps the bytes, for who writes several contents at once; no statements where they are kept already. */
  async keeping(
    bytes: Uint8Array,
    now: number,
  ): Promise<{ readonly sha256: string; readonly statements: readonly Statement[] }> {
    const sha256 = await sha256Of(bytes);
    if (await this.#isKept(sha256)) return { sha256, statements: [] };
    const chunks: [string, number, Uint8Array][] = [];
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      // A view would carry all of its buffer across the port.
      chunks.push([sha256, chunks.length, bytes.slice(at, at + chunkBytes)]);
    }
    return {
      sha256,
      statements: [
        { sql: 'DELETE FROM content_chunks WHERE sha256 = ?', params: [sha256] },
        {
          sql: 'INSERT OR REPLACE INTO contents (sha256, bytes, chunks, added_at) VALUES (?, ?, ?, ?)',
          params: [sha256, bytes.length, chunks.length, now],
        },
        {
          sql: 'INSERT OR REPLACE INTO content_chunks (sha256, position, data) VALUES (?, ?, ?)',
          rows: chunks,
        },
      ],
    };
  }

  /** `undefined`: not kept, or not whole since the library was repaired. */
  async get(sha256: string, signal?: AbortSignal): Promise<Uint8Array | undefined> {
    const content = await this.#library.get<{ bytes: number }>(
      'SELECT bytes FROM contents WHERE sha256 = ?',
      [sha256],
      signal,
    );
    if (!content) return undefined;
    const rows = await this.#library.all<{ data: Uint8Array }>(
      'SELECT data FROM content_chunks WHERE sha256 = ? ORDER BY position',
      [sha256],
      signal,
    );
    const bytes = Buffer.concat(rows.map(({ data }) => data));
    return bytes.length === content.bytes ? bytes : undefined;
  }

  async #isKept(sha256: string): Promise<boolean> {
    const row = await this.#library.get<{ whole: number }>(
      `SELECT c.bytes = coalesce((SELECT sum(length(data)) FROM content_chunks k WHERE k.sha256 = c.sha256), 0) AS whole
       FROM contents c WHERE c.sha256 = ?`,
      [sha256],
    );
    return row?.whole === 1;
  }
}

/** Off the main thread: some contents have many megabytes. */
async function sha256Of(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
}
