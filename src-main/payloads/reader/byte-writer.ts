/** Bytes written one after the other into room that doubles. */
export class ByteWriter {
  #room: Buffer;
  #length = 0;

  constructor(expected: number) {
    this.#room = Buffer.allocUnsafe(Math.max(1_024, expected));
  }

  copy(from: Buffer, start: number, end: number): void {
    this.#reserve(end - start);
    this.#length += from.copy(this.#room, this.#length, start, end);
  }

  ascii(text: string): void {
    this.#reserve(text.length);
    this.#length += this.#room.write(text, this.#length, 'latin1');
  }

  bytes(): Buffer {
    return this.#room.subarray(0, this.#length);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#room.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#room.length * 2, this.#length + more));
    this.#room.copy(larger, 0, 0, this.#length);
    this.#room = larger;
  }
}

/** Deeper levels stay at this one: a bomb of brackets must not write lines that are all blanks. */
const deepest = 60;

export function lineAt(depth: number): string {
  return lines[Math.min(depth, deepest)] ?? '\n';
}

const lines = Array.from({ length: deepest + 1 }, (_, depth) => `\n${'  '.repeat(depth)}`);
