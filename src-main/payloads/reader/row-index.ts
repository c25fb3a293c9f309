import type { TextRow, TextRows } from '../../../src-shared/model/payloads.ts';

const newline = 0x0a;

/** A growing list of numbers that needs four bytes each: a hundred megabytes have millions of lines. */
class Numbers {
  #values = new Uint32Array(1_024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Uint32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.#values[index] ?? 0;
  }
}

/** Where the rows of a text begin: lines, and the stretches of those that are longer than the width. */
export class RowIndex {
  readonly #utf8: Buffer;
  readonly #starts = new Numbers();
  readonly #lineOf = new Numbers();

  /** `width` in characters, at least 1. */
  constructor(utf8: Buffer, width: number) {
    this.#utf8 = utf8;
    let line = 0;
    for (let from = 0; from < utf8.length || line === 0;) {
      const found = utf8.indexOf(newline, from);
      const end = found < 0 ? utf8.length : found;
      line += 1;
      this.#addLine(from, end, line, width);
      from = found < 0 ? utf8.length : end + 1;
    }
  }

  get total(): number {
    return this.#starts.length;
  }

  #addLine(from: number, end: number, line: number, width: number): void {
    this.#add(from, line);
    // So many bytes are at least so many characters: most lines are done without counting.
    if (end - from <= width) return;
    let characters = 0;
    for (let at = from; at < end; at += 1) {
      if (((this.#utf8[at] ?? 0) & 0xc0) === 0x80) continue;
      if (characters === width) {
        this.#add(at, line);
        characters = 0;
      }
      characters += 1;
    }
  }

  #add(start: number, line: number): void {
    this.#starts.push(start);
    this.#lineOf.push(line);
  }

  rows(offset: number, limit: number): TextRows {
    const rows: TextRow[] = [];
    const end = Math.min(this.total, offset + limit);
    for (let row = offset; row < end; row += 1) rows.push(this.#row(row));
    return { total: this.total, rows };
  }

  #row(row: number): TextRow {
    const line = this.lineOf(row);
    const goesOn = row > 0 && this.lineOf(row - 1) === line;
    return { line: goesOn ? undefined : line, text: this.textOf(row) };
  }

  lineOf(row: number): number {
    return this.#lineOf.at(row);
  }

  /** Without the end of the line. */
  textOf(row: number): string {
    return this.#utf8.toString('utf8', this.startOf(row), this.#endOf(row)).replace(/\r?\n?$/, '');
  }

  startOf(row: number): number {
    return this.#starts.at(row);
  }

  #endOf(row: number): number {
    return row + 1 < this.total ? this.#starts.at(row + 1) : this.#utf8.length;
  }

  /** The row in which a byte stands. */
  rowOf(byte: number): number {
    let low = 0;
    let high = this.total - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#starts.at(middle) <= byte) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The first row of a line, from 1. */
  rowOfLine(line: number): number {
    let low = 0;
    let high = this.total - 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#lineOf.at(middle) >= line) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
