import type { Migration } from '../migrate.ts';

/**
 * Zips of artifacts, each once by its SHA-256, whoever holds it; and what was seen where. `stamp` is what the lists said of the
 * artifact when it was read: equal stamps of a saved version are equal contents.
 */
export const contents: Migration = {
  version: 3,
  statements: [
    `CREATE TABLE contents (
       sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL, chunks INTEGER NOT NULL, added_at INTEGER NOT NULL
     ) WITHOUT ROWID`,
    // With row numbers: large values do not belong into the pages of an index.
    `CREATE TABLE content_chunks (
       sha256 TEXT NOT NULL, position INTEGER NOT NULL, data BLOB NOT NULL, UNIQUE (sha256, position)
     )`,
    `CREATE TABLE artifact_contents (
       kind TEXT NOT NULL, id TEXT NOT NULL, sha256 TEXT NOT NULL, version TEXT, stamp TEXT NOT NULL,
       first_seen_at INTEGER NOT NULL, seen_at INTEGER NOT NULL,
       PRIMARY KEY (kind, id, sha256)
     ) WITHOUT ROWID`,
    'CREATE INDEX artifact_contents_sha256 ON artifact_contents (sha256)',
    // Of the content seen last; filled as contents are read.
    `CREATE TABLE artifact_references (
       kind TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, thing TEXT NOT NULL, "use" TEXT NOT NULL,
       artifact TEXT NOT NULL, PRIMARY KEY (kind, id, type, thing, "use", artifact)
     ) WITHOUT ROWID`,
    'CREATE INDEX artifact_references_thing ON artifact_references (type, thing)',
    "CREATE INDEX artifact_references_artifact ON artifact_references (artifact) WHERE artifact <> ''",
  ],
};
