import { setImmediate as nextTurn } from 'node:timers/promises';

import type { SqlValue } from '../../library.ts';
import type { SqlDatabase, SqlStatement } from '../libsql.ts';
import { fromIndexes } from './from-indexes.ts';
import { PageMap, type Tree } from './page-map.ts';
import { type FoundRow, PageSource } from './page-source.ts';
import { readShapes, rowOf, type Shape } from './shapes.ts';

/**
 * What may be worth more than what the tenant still has. Sync states and loaded intervals are left
 * out on purpose: the next sync must not believe that what is missing had been loaded.
 */
const tables = [
  'flows',
  'messages',
  'message_parts',
  'packages',
  'artifacts',
  'configurations',
  'runtime_artifacts',
  'endpoints',
  'entry_points',
  'contents',
  'content_chunks',
  'artifact_contents',
  'known_errors',
  'former_signatures',
];

/**
 * Copies every row of a damaged library whose pages can be read into a new one; the time it takes grows with the
 * size of the file and not with the damage. Throws only what concerns the new library, such as `disk.full`.
 */
export async function rescue(file: string, key: Uint8Array, target: SqlDatabase): Promise<number> {
  const source = await openSource(file, key);
  if (!source) return 0;
  try {
    return await new Rescue(source, target).run();
  } finally {
    source.close();
  }
}

async function openSource(file: string, key: Uint8Array): Promise<PageSource | undefined> {
  try {
    return await PageSource.open(file, key);
  } catch {
    // The first page is gone, and with it the way to all others.
    return undefined;
  }
}

class Rescue {
  readonly #source: PageSource;
  readonly #target: SqlDatabase;
  readonly #statements = new Map<string, SqlStatement>();
  #saved = 0;

  constructor(source: PageSource, target: SqlDatabase) {
    this.#source = source;
    this.#target = target;
  }

  async run(): Promise<number> {
    const shapes = await readShapes(this.#target, tables);
    const map = await PageMap.of(this.#source);
    const roots = await this.#roots(map);
    const trees = new Map<string, Tree>();
    for (const shape of shapes) {
      const root = roots.get(shape.table);
      trees.set(shape.table, root ? map.tree(root, shape.tree) : { pages: [], hasHole: true });
    }
    // Walked so that their pages are nobody's orphans.
    const indexes = new Map<string, Tree>();
    for (const [name, root] of roots) {
      if (!trees.has(name)) indexes.set(name, map.tree(root, map.kindOf(root) ?? 'index'));
    }
    for (const shape of shapes) await this.#copy(trees.get(shape.table)?.pages ?? [], [shape]);
    const broken = shapes.filter(({ table }) => trees.get(table)?.hasHole);
    for (const tree of ['table', 'index'] as const) {
      const candidates = broken.filter((shape) => shape.tree === tree);
      if (candidates.length > 0) await this.#copy(map.orphans(tree), candidates);
    }
    if (broken.some(({ table }) => table === 'messages' || table === 'flows')) {
      this.#saved += await fromIndexes(this.#target, (name) => this.#rowsOf(indexes.get(name)));
    }
    return this.#saved;
  }

  async *#rowsOf(tree: Tree | undefined): AsyncIterable<readonly FoundRow[]> {
    for await (const pages of this.#source.read(tree?.pages ?? [])) {
      const rows: FoundRow[] = [];
      for (const page of pages) rows.push(...(await this.#source.rows(page)));
      yield rows;
      await nextTurn();
    }
  }

  /** Root pages by name of table or index, as far as the schema can be read. */
  async #roots(map: PageMap): Promise<ReadonlyMap<string, number>> {
    const roots = new Map<string, number>();
    for await (const pages of this.#source.read(map.tree(1, 'table').pages)) {
      for (const page of pages) {
        for (const { values } of await this.#source.rows(page)) {
          const [, name, , root] = values;
          if (typeof name === 'string' && typeof root === 'number' && root > 1) roots.set(name, root);
        }
      }
    }
    return roots;
  }

  async #copy(pages: readonly number[], candidates: readonly Shape[]): Promise<void> {
    for await (const loaded of this.#source.read(pages)) {
      await this.#target.exec('BEGIN');
      for (const page of loaded) await this.#store(await this.#source.rows(page), candidates);
      await this.#target.exec('COMMIT');
      await nextTurn();
    }
  }

  /** A page holds rows of one table: the shape all of its rows have. */
  async #store(rows: readonly FoundRow[], candidates: readonly Shape[]): Promise<void> {
    for (const shape of candidates) {
      const fitting = rows.map((row) => rowOf(shape, row)).filter((row) => row !== undefined);
      if (fitting.length === 0 || (candidates.length > 1 && fitting.length < rows.length)) continue;
      for (const values of fitting) await this.#insert(shape, values);
      return;
    }
  }

  async #insert({ table, columns }: Shape, values: readonly SqlValue[]): Promise<void> {
    // Rows of an older schema are shorter; the columns they lack take their defaults.
    const names = columns.slice(0, values.length).map(({ name }) => `"${name}"`);
    const sql = `INSERT OR IGNORE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    const statement = this.#statements.get(sql) ?? (await this.#target.prepare(sql));
    this.#statements.set(sql, statement);
    this.#saved += (statement.run(values) as { readonly changes: number }).changes;
  }
}
