import type { Migration } from '../migrate.ts';

/**
 * Payloads of a connection that keeps them, in pieces of a megabyte. `source` is their kind and the tenant's id (`sourceKey`). They
 * go when their message goes.
 */
export const payloads: Migration = {
  version: 9,
  statements: [
    `CREATE TABLE payloads (
       source TEXT PRIMARY KEY, guid TEXT NOT NULL, content_type TEXT NOT NULL, bytes INTEGER NOT NULL,
       kept_at INTEGER NOT NULL
     ) WITHOUT ROWID`,
    'CREATE INDEX payloads_guid ON payloads (guid)',
    // With row numbers: large values do not belong into the pages of an index.
    `CREATE TABLE payload_chunks (
       source TEXT NOT NULL, position INTEGER NOT NULL, data BLOB NOT NULL, UNIQUE (source, position)
     )`,
    `CREATE TRIGGER payloads_forgotten AFTER DELETE ON payloads BEGIN
       DELETE FROM payload_chunks WHERE source = OLD.source;
     END`,
    `CREATE TRIGGER payloads_of_message AFTER DELETE ON messages BEGIN
       DELETE FROM payloads WHERE guid = OLD.guid;
     END`,
  ],
};
