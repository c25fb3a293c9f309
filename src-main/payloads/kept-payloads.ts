import { sourceKey } from '../../src-shared/model/payloads.ts';
import type { Library } from '../library/library.ts';
import { beginningOf, pieceBytes } from './held-bytes.ts';
import type { TenantSource } from './payload-request.ts';

export interface KeptPayload {
  readonly contentType: string;
  readonly pieces: readonly Uint8Array[];
  readonly bytes: number;
}

/** Whole, or its beginning. */
export type ReadBytes = KeptPayload & { readonly isCut: boolean };

/** Payloads in the encrypted library of a connection that keeps them; they go with their message. */
export class KeptPayloads {
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  /** Of a longer one than `cutAt` bytes, its beginning, without reading the rest. */
  async get(
    source: TenantSource,
    signal: AbortSignal,
    cutAt = Number.POSITIVE_INFINITY,
  ): Promise<ReadBytes | undefined> {
    const key = sourceKey(source);
    const row = await this.#library.get<{ content_type: string; bytes: number }>(
      'SELECT content_type, bytes FROM payloads WHERE source = ?',
      [key],
      signal,
    );
    if (!row) return undefined;
    const isCut = row.bytes > cutAt;
    const mostPieces = isCut ? Math.ceil(cutAt / pieceBytes) : Number.MAX_SAFE_INTEGER;
    const chunks = await this.#library.all<{ data: Uint8Array }>(
      'SELECT data FROM payload_chunks WHERE source = ? AND position < ? ORDER BY position',
      [key, mostPieces],
      signal,
    );
    const pieces = chunks.map(({ data }) => data);
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
    // Not whole since the library was repaired.
    if (isCut ? bytes < cutAt : bytes !== row.bytes) return undefined;
    const read = isCut ? beginningOf({ pieces }, cutAt) : { pieces, bytes };
    return { contentType: row.content_type, ...read, isCut };
  }

  async put(source: TenantSource, payload: KeptPayload, now: number): Promise<void> {
    const key = sourceKey(source);
    await this.#library.write([
      { sql: 'DELETE FROM payload_chunks WHERE source = ?', params: [key] },
      {
        sql: 'INSERT OR REPLACE INTO payloads (source, guid, content_type, bytes, kept_at) VALUES (?, ?, ?, ?, ?)',
        params: [key, source.messageGuid, payload.contentType, payload.bytes, now],
      },
      {
        sql: 'INSERT INTO payload_chunks (source, position, data) VALUES (?, ?, ?)',
        rows: payload.pieces.map((piece, position) => [key, position, piece]),
      },
    ]);
  }

  /** Keys of sources (`sourceKey`) that are kept of a message. */
  async of(messageGuid: string, signal: AbortSignal): Promise<readonly string[]> {
    const rows = await this.#library.all<{ source: string }>(
      'SELECT source FROM payloads WHERE guid = ?',
      [messageGuid],
      signal,
    );
    return rows.map(({ source }) => source);
  }
}
