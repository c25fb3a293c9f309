import type { PayloadBytes } from './payload-process.ts';

/** Far above what flows exchange, and still held by one process. */
export const largestPayload = 256 * 1024 * 1024;
export const pieceBytes = 1024 * 1024;

/** Collects an answer in pieces of equal size: nothing large is ever copied at once. */
export class ByteCollector {
  #pieces: Uint8Array[] = [];
  #last: Uint8Array | undefined;
  #filled = 0;
  bytes = 0;

  take(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length;) {
      if (!this.#last || this.#filled === this.#last.length) this.#next();
      const part = chunk.subarray(at, at + pieceBytes - this.#filled);
      this.#last?.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
    }
    this.bytes += chunk.length;
  }

  /** The pieces; the last one is as long as what is in it. */
  pieces(): readonly Uint8Array[] {
    return this.#pieces.map((piece, index) =>
      index === this.#pieces.length - 1 ? piece.slice(0, this.#filled) : piece,
    );
  }

  #next(): void {
    this.#last = new Uint8Array(pieceBytes);
    this.#filled = 0;
    this.#pieces.push(this.#last);
  }
}

export function piecesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const collector = new ByteCollector();
  collector.take(bytes);
  return collector.pieces();
}

/**
 * At most so many bytes from the start. A character of UTF-8 that would be cut in two is left out: with half of one at its end, the
 * rest would pass for another character set.
 */
export function beginningOf(
  payload: Pick<PayloadBytes, 'pieces'>,
  limit: number,
): Pick<PayloadBytes, 'pieces' | 'bytes'> {
  const all = sliceOf(payload, 0, limit);
  const bytes = all.subarray(0, endOfWholeCharacters(all));
  return { pieces: piecesOf(bytes), bytes: bytes.length };
}

function endOfWholeCharacters(bytes: Uint8Array): number {
  let lead = bytes.length - 1;
  while (lead > bytes.length - 4 && isContinuation(bytes[lead])) lead -= 1;
  return lead + lengthAfter(bytes[lead]) > bytes.length ? lead : bytes.length;
}

/** 10xxxxxx; RFC 3629, 3. */
function isContinuation(byte = 0): boolean {
  return (byte & 0xc0) === 0x80;
}

/** Bytes of a character that begins with this one. */
function lengthAfter(lead = 0): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

/** A stretch of bytes that stand in pieces. */
export function sliceOf({ pieces }: Pick<PayloadBytes, 'pieces'>, offset: number, limit: number): Uint8Array {
  const found: Uint8Array[] = [];
  let at = 0;
  for (const piece of pieces) {
    const from = Math.max(0, offset - at);
    const to = Math.min(piece.length, offset + limit - at);
    if (to > from) found.push(piece.subarray(from, to));
    at += piece.length;
  }
  // A copy: a view would carry all of its buffer across the bridge.
  return Uint8Array.from(Buffer.concat(found));
}
