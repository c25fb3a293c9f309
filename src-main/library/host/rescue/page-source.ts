import type { SqlValue } from '../../library.ts';
import type { SqlDatabase, SqlStatement } from '../libsql.ts';
import { openLibsql } from '../libsql.ts';
import { type BtreePage, type Cell, readBtreePage, readCell } from './page.ts';
import { readRecord } from './record.ts';

const pagesAtATime = 256;

export interface FoundRow {
  readonly rowid: number | bigint | undefined;
  readonly values: readonly SqlValue[];
}

/**
 * The decrypted pages of a damaged file, one by one through SQLite's `sqlite_dbpage`: reading tables by SQL ends at
 * the first page that is damaged, and everything below a damaged inner page cannot be reached at all.
 */
export class PageSource {
  readonly #database: SqlDatabase;
  readonly #pages: SqlStatement;
  readonly count: number;
  readonly #usable: number;

  private constructor(database: SqlDatabase, pages: SqlStatement, count: number, usable: number) {
    this.#database = database;
    this.#pages = pages;
    this.count = count;
    this.#usable = usable;
  }

  /** Throws what SQLite throws where not even the first page can be read. */
  static async open(file: string, key: Uint8Array): Promise<PageSource> {
    const database = openLibsql(file, key);
    try {
      // Opens in spite of a damaged schema and of a file shorter than its header says.
      for (const pragma of ['writable_schema = ON', 'busy_timeout = 5000']) {
        await (await database.prepare(`PRAGMA ${pragma}`)).all([]);
      }
      const pages = await database.prepare(
        'SELECT p.pgno, p.data FROM json_each(?) j CROSS JOIN sqlite_dbpage p ON p.pgno = j.value',
      );
      const [first] = await pages.all(['[1]']);
      const [size] = await (await database.prepare('PRAGMA page_count')).all([]);
      const data = bytes(first?.['data']);
      // Byte 20 of the file: what is reserved at the end of each page (section 1.3).
      return new PageSource(
        database,
        pages,
        Number(size?.['page_count'] ?? 0),
        data.length - (data[20] ?? 0),
      );
    } catch (cause) {
      database.close();
      throw cause;
    }
  }

  close(): void {
    this.#database.close();
  }

  /** Sound b-tree pages among the wanted ones, in batches; what cannot be read is left out. */
  async *read(wanted: readonly number[]): AsyncIterable<readonly LoadedPage[]> {
    for (let at = 0; at < wanted.length; at += pagesAtATime) {
      const loaded: LoadedPage[] = [];
      for (const { number, data } of await this.#load(wanted.slice(at, at + pagesAtATime))) {
        const page = readBtreePage(data, number, this.#usable);
        if (page) loaded.push({ number, data, page });
      }
      yield loaded;
    }
  }

  /** All rows of a page that are sound; a row that continues on a damaged page is none. */
  async rows({ data, page }: LoadedPage): Promise<readonly FoundRow[]> {
    if (page.tree === 'table' && !page.isLeaf) return [];
    const rows: FoundRow[] = [];
    for (const at of page.cells) {
      const cell = readCell(data, page, at, this.#usable);
      const record = cell && (await this.#whole(cell));
      const values = record && readRecord(record);
      if (values) rows.push({ rowid: cell.rowid, values });
    }
    return rows;
  }

  async raw(number: number): Promise<Uint8Array | undefined> {
    if (number < 1 || number > this.count) return undefined;
    return (await this.#load([number]))[0]?.data;
  }

  async #whole(cell: Cell): Promise<Uint8Array | undefined> {
    if (cell.overflow === undefined) return cell.local;
    const record = new Uint8Array(cell.size);
    record.set(cell.local);
    let at = cell.local.length;
    let next = cell.overflow;
    while (at < record.length) {
      const data = await this.raw(next);
      if (!data) return undefined;
      const part = data.subarray(4, Math.min(this.#usable, 4 + record.length - at));
      record.set(part, at);
      at += part.length;
      next = new DataView(data.buffer, data.byteOffset, 4).getUint32(0);
    }
    return record;
  }

  async #load(numbers: readonly number[]): Promise<readonly { number: number; data: Uint8Array }[]> {
    try {
      return pagesOf(await this.#pages.all([JSON.stringify(numbers)]));
    } catch {
      // A page beyond the end of the file, or a sector the disk does not give: the others one by one.
      if (numbers.length === 1) return [];
      const half = Math.ceil(numbers.length / 2);
      return [...(await this.#load(numbers.slice(0, half))), ...(await this.#load(numbers.slice(half)))];
    }
  }
}

export interface LoadedPage {
  readonly number: number;
  readonly data: Uint8Array;
  readonly page: BtreePage;
}

function pagesOf(rows: readonly Record<string, SqlValue>[]): readonly { number: number; data: Uint8Array }[] {
  return rows.map((row) => ({ number: Number(row['pgno']), data: bytes(row['data']) }));
}

/** libsql gives a blob as an ArrayBuffer. */
function bytes(blob: unknown): Uint8Array {
  return new Uint8Array(blob as ArrayBuffer);
}
