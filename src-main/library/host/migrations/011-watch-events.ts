import type { Migration } from '../migrate.ts';

/** What watched queries noticed. */
export const watchEvents: Migration = {
  version: 11,
  statements: [
    `CREATE TABLE watch_events (
       id TEXT PRIMARY KEY, at INTEGER NOT NULL, query TEXT NOT NULL, query_name TEXT NOT NULL,
       kind TEXT NOT NULL, text TEXT NOT NULL, shown TEXT NOT NULL
     ) WITHOUT ROWID`,
  ],
};
