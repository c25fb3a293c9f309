import type { Migration } from '../migrate.ts';

/**
 * Mass downloads of payloads: what is to be saved, and what became of each file, so that a download goes on after a restart. `state` of a file:
 * open, saved, gone (no longer on the tenant), failed. `file` is its place below the folder, with `/`.
 */
export const payloadDownloads: Migration = {
  version: 8,
  statements: [
    `CREATE TABLE payload_downloads (
       id TEXT PRIMARY KEY, folder TEXT NOT NULL, pattern TEXT NOT NULL, description TEXT NOT NULL,
       started_at INTEGER NOT NULL, ended_at INTEGER, error TEXT
     ) WITHOUT ROWID`,
    `CREATE TABLE payload_download_files (
       download TEXT NOT NULL, position INTEGER NOT NULL, guid TEXT NOT NULL, kind TEXT NOT NULL,
       payload TEXT NOT NULL, name TEXT NOT NULL, content_type TEXT NOT NULL, bytes INTEGER,
       state TEXT NOT NULL DEFAULT 'open', file TEXT, error TEXT,
       PRIMARY KEY (download, position)
     ) WITHOUT ROWID`,
    `CREATE INDEX payload_download_files_state ON payload_download_files (download, state, position)`,
  ],
};
