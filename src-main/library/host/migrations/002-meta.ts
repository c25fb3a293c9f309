import type { Migration } from '../migrate.ts';

/** Facts about the library itself; names stand in `library-meta.ts`. */
export const meta: Migration = {
  version: 2,
  statements: ['CREATE TABLE library_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID'],
};
