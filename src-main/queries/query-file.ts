import { z } from 'zod';

import type { SavedQuery } from '../../src-shared/model/queries.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { queryInput } from './inputs.ts';

const keptQuery = queryInput.extend({ id: z.string().min(1).max(201) });

/**
 * `queries.json`. An entry that is not understood, for instance one of a newer version, is not shown but stays in the file.
 */
export class QueryFile {
  readonly #file: SettingsFile;
  readonly #unknown: readonly unknown[];
  #queries: readonly SavedQuery[];

  constructor(file: SettingsFile) {
    this.#file = file;
    const entries = z.array(z.unknown()).safeParse(file.read()['queries']).data ?? [];
    const parsed = entries.map((entry) => ({ entry, query: keptQuery.safeParse(entry).data }));
    this.#queries = inOrder(parsed.flatMap(({ query }) => query ?? []));
    this.#unknown = parsed.flatMap(({ entry, query }) => (query ? [] : [entry]));
  }

  /** By name. */
  list(): readonly SavedQuery[] {
    return this.#queries;
  }

  get(id: string): SavedQuery | undefined {
    return this.#queries.find((query) => query.id === id);
  }

  /** Throws `disk.full`, `disk.write-failed`. */
  write(queries: readonly SavedQuery[]): void {
    this.#file.write({ version: 1, queries: [...queries, ...this.#unknown] });
    this.#queries = inOrder(queries);
  }
}

function inOrder(queries: readonly SavedQuery[]): readonly SavedQuery[] {
  return queries.toSorted(
    (a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }) || (a.id < b.id ? -1 : 1),
  );
}
