import type { Migration } from '../migrate.ts';

/**
 * Exports of packages as they were handed out, the newest of each; and runs of downloads with what came of every thing in them,
 * so that a run goes on after the app was ended. `names` are places in the folder that differ from the usual ones.
 */
export const downloads: Migration = {
  version: 10,
  statements: [
    `CREATE TABLE package_exports (
       package_id TEXT PRIMARY KEY, sha256 TEXT, stamp TEXT, seen_at INTEGER,
       refused TEXT, refused_stamp TEXT, refused_at INTEGER
     ) WITHOUT ROWID`,
    `CREATE TABLE downloads (
       id TEXT PRIMARY KEY, title TEXT NOT NULL, mode TEXT NOT NULL, form TEXT NOT NULL, is_whole INTEGER NOT NULL,
       folder TEXT, existing TEXT, names TEXT NOT NULL, state TEXT NOT NULL, error TEXT,
       started_at INTEGER NOT NULL, ended_at INTEGER
     ) WITHOUT ROWID`,
    `CREATE TABLE download_items (
       download_id TEXT NOT NULL, package_id TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
       name TEXT NOT NULL, package_name TEXT NOT NULL, result TEXT NOT NULL, way TEXT, sha256 TEXT, reason TEXT,
       search TEXT NOT NULL, PRIMARY KEY (download_id, package_id, kind, id)
     ) WITHOUT ROWID`,
    'CREATE INDEX download_items_result ON download_items (download_id, result)',
  ],
};
