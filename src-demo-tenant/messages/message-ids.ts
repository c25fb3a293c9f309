import { hash } from './random.ts';
import type { Schedule } from './schedule.ts';

const length = 28;
const kinds = { message: 1, correlation: 2, run: 3 } as const;

/**
 * Ids look like a real tenant's (28 characters of base64url beginning with `A`, catalogue 2.5) and hold the serial
 * in disguise, so that a message is found by its id without a table of a million texts.
 */
export class MessageIds {
  readonly #seed: number;
  readonly #schedule: () => Schedule;

  constructor(seed: number, schedule: () => Schedule) {
    this.#seed = seed;
    this.#schedule = schedule;
  }

  messageGuid(row: number): string {
    return this.#encode(row, kinds.message);
  }

  correlationId(rootRow: number): string {
    return this.#encode(rootRow, kinds.correlation);
  }

  runId(row: number): string {
    return this.#encode(row, kinds.run);
  }

  /** Row of a message guid, or undefined where the text is none of ours. */
  rowOfGuid(guid: string): number | undefined {
    return this.#decode(guid, kinds.message);
  }

  rowOfCorrelation(id: string): number | undefined {
    return this.#decode(id, kinds.correlation);
  }

  rowOfRun(id: string): number | undefined {
    return this.#decode(id, kinds.run);
  }

  #encode(row: number, kind: number): string {
    const { serial, start } = this.#schedule();
    const number = serial[row] ?? 0;
    const bytes = Buffer.alloc(21);
    bytes.writeUInt32BE(Math.floor((start[row] ?? 0) / 1000), 1);
    bytes.writeUInt32BE((number ^ hash(this.#seed, kind)) >>> 0, 5);
    for (let at = 9; at < 21; at += 4) bytes.writeUInt32BE(hash(this.#seed, number, kind, at), at);
    return bytes.toString('base64url');
  }

  #decode(text: string, kind: number): number | undefined {
    if (!/^[\w-]+$/.test(text) || text.length !== length) return undefined;
    const serial = (Buffer.from(text, 'base64url').readUInt32BE(5) ^ hash(this.#seed, kind)) >>> 0;
    const row = this.#schedule().rowOfSerial(serial);
    return row !== undefined && this.#encode(row, kind) === text ? row : undefined;
  }
}
