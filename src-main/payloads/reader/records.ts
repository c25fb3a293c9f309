import { parse } from 'csv-parse/sync';

import type { RecordRows } from '../../../src-shared/model/payloads.ts';
import { delimiterOf } from './delimiter.ts';

const quote = 0x22;
const mostFields = 500;
const longestField = 2_000;

/** Where the records of a table in text begin: a line end within quotes belongs to its field. */
export class Records {
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly #utf8: Buffer;
  readonly #starts: number[] = [];

  constructor(utf8: Buffer) {
    this.#utf8 = utf8;
    this.delimiter = delimiterOf(utf8.toString('utf8', 0, 64 * 1024)) ?? ',';
    let isQuoted = false;
    let start = 0;
    for (let at = 0; at <= utf8.length; at += 1) {
      const byte = utf8[at];
      if (byte === quote) isQuoted = !isQuoted;
      else if (byte === undefined || (byte === 0x0a && !isQuoted)) {
        // Empty lines are no records.
        if (utf8.toString('latin1', start, Math.min(at, start + 4)).trim() !== '' || at - start > 4)
          this.#starts.push(start);
        start = at + 1;
      }
    }
    this.header = this.#parse(0, 1)[0] ?? [];
  }

  /** Without the header. */
  rows(offset: number, limit: number): RecordRows {
    const rows = this.#parse(offset + 1, limit);
    return {
      header: this.header,
      total: Math.max(0, this.#starts.length - 1),
      rows,
      delimiter: this.delimiter,
    };
  }

  #parse(first: number, count: number): readonly (readonly string[])[] {
    const from = this.#starts[first];
    if (from === undefined) return [];
    const to = this.#starts[first + count] ?? this.#utf8.length;
    const records = parse(this.#utf8.toString('utf8', from, to), {
      delimiter: this.delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
    return records.map((fields) => fields.slice(0, mostFields).map((field) => field.slice(0, longestField)));
  }
}
