import { hash } from './random.ts';

const length = 28;

/**
 * Ids look like a real tenant's (28 characters of base64url beginning with `A`, catalogue 2.5) and hold the row in
 * disguise, so that a message is found by its id without a table of a million texts.
 */
export class MessageIds {
  readonly #seed: number;
  readonly #now: number;

  constructor(seed: number, now: number) {
    this.#seed = seed;
    this.#now = now;
  }

  messageGuid(row: number): string {
    return this.#encode(row, 1);
  }

  correlationId(rootRow: number): string {
    return this.#encode(rootRow, 2);
  }

  runId(row: number): string {
    return this.#encode(row, 3);
  }

  /** Row of a message guid, or undefined where the text is none of ours. */
  rowOfGuid(guid: string): number | undefined {
    return this.#decode(guid, 1);
  }

  rowOfCorrelation(id: string): number | undefined {
    return this.#decode(id, 2);
  }

  rowOfRun(id: string): number | undefined {
    return this.#decode(id, 3);
  }

  #encode(row: number, kind: number): string {
    const bytes = Buffer.alloc(21);
    bytes.writeUInt32BE((Math.floor(this.#now / 1000) ^ kind) >>> 0, 1);
    bytes.writeUInt32BE((row ^ hash(this.#seed, kind)) >>> 0, 5);
    for (let at = 9; at < 21; at += 4) bytes.writeUInt32BE(hash(this.#seed, row, kind, at), at);
    return bytes.toString('base64url');
  }

  #decode(text: string, kind: number): number | undefined {
    if (text.length !== length) return undefined;
    const row = (Buffer.from(text, 'base64url').readUInt32BE(5) ^ hash(this.#seed, kind)) >>> 0;
    return this.#encode(row, kind) === text ? row : undefined;
  }
}
