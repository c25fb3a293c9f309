import type { Migration } from '../migrate.ts';

/**
 * Times are ms since 1970. `search` columns hold lower-case text for "filter as you type".
 * `artifacts.drift` is what `src-shared/content/drift.ts` says, kept so that SQL can filter and sort by it.
 */
export const firstLight: Migration = {
  version: 1,
  statements: [
    `CREATE TABLE packages (
       id TEXT PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, vendor TEXT NOT NULL,
       mode TEXT NOT NULL, short_text TEXT NOT NULL, description TEXT NOT NULL,
       created_by TEXT NOT NULL, created_at INTEGER, modified_by TEXT NOT NULL, modified_at INTEGER,
       update_available INTEGER NOT NULL, properties TEXT NOT NULL, search TEXT NOT NULL,
       stamp TEXT NOT NULL, read_stamp TEXT, read_at INTEGER
     ) WITHOUT ROWID`,
    `CREATE TABLE artifacts (
       kind TEXT NOT NULL, id TEXT NOT NULL, package_id TEXT NOT NULL, name TEXT NOT NULL,
       version TEXT, description TEXT NOT NULL, sender TEXT NOT NULL, receiver TEXT NOT NULL,
       created_by TEXT, created_at INTEGER, modified_by TEXT, modified_at INTEGER,
       drift TEXT NOT NULL, search TEXT NOT NULL,
       configurations_stamp TEXT, configurations_at INTEGER,
       PRIMARY KEY (kind, id)
     ) WITHOUT ROWID`,
    'CREATE INDEX artifacts_package ON artifacts (package_id, kind)',
    'CREATE INDEX artifacts_id ON artifacts (id)',
    `CREATE TABLE configurations (
       artifact_id TEXT NOT NULL, position INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
       data_type TEXT NOT NULL, description TEXT NOT NULL,
       PRIMARY KEY (artifact_id, position)
     ) WITHOUT ROWID`,
    `CREATE TABLE runtime_artifacts (
       id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, kind TEXT, version TEXT NOT NULL,
       status TEXT NOT NULL, deployed_by TEXT NOT NULL, deployed_at INTEGER, search TEXT NOT NULL,
       error_texts TEXT, error_stamp TEXT
     ) WITHOUT ROWID`,
    `CREATE TABLE endpoints (
       id TEXT PRIMARY KEY, flow_id TEXT NOT NULL, protocol TEXT NOT NULL, title TEXT NOT NULL
     ) WITHOUT ROWID`,
    'CREATE INDEX endpoints_flow ON endpoints (flow_id)',
    `CREATE TABLE entry_points (
       endpoint_id TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, url TEXT NOT NULL,
       type TEXT NOT NULL, PRIMARY KEY (endpoint_id, position)
     ) WITHOUT ROWID`,
    // Flow and package stand in millions of logs: each pair is kept once and referred to by a small number.
    `CREATE TABLE flows (
       flow_key INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
       package_id TEXT NOT NULL, package_name TEXT NOT NULL, search TEXT NOT NULL,
       UNIQUE (id, name, type, package_id, package_name)
     )`,
    `CREATE TABLE messages (
       message_key INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE, start INTEGER NOT NULL, "end" INTEGER,
       status TEXT NOT NULL, flow INTEGER NOT NULL, correlation_id TEXT, application_id TEXT,
       application_type TEXT, sender TEXT, receiver TEXT, custom_status TEXT, log_level TEXT,
       transaction_id TEXT
     )`,
    // Covers counts per status and flow within a time range, and newest first.
    'CREATE INDEX messages_start ON messages (start, status, flow)',
    'CREATE INDEX messages_flow ON messages (flow, start, status)',
    // Nearly all messages are COMPLETED; the few others are what people look for.
    "CREATE INDEX messages_unusual ON messages (status, start) WHERE status <> 'COMPLETED'",
    'CREATE INDEX messages_correlation ON messages (correlation_id) WHERE correlation_id IS NOT NULL',
    'CREATE INDEX messages_application ON messages (application_id) WHERE application_id IS NOT NULL',
    // Sums by hour (start / 3,600,000), so that counting a month does not read a million rows.
    `CREATE TABLE message_hours (
       hour INTEGER NOT NULL, flow INTEGER NOT NULL, status TEXT NOT NULL, total INTEGER NOT NULL,
       PRIMARY KEY (hour, flow, status)
     ) WITHOUT ROWID`,
    `CREATE TABLE message_parts (
       guid TEXT NOT NULL, part TEXT NOT NULL, value TEXT, error TEXT, read_at INTEGER NOT NULL,
       PRIMARY KEY (guid, part)
     ) WITHOUT ROWID`,
    'CREATE TABLE loaded_intervals (from_time INTEGER PRIMARY KEY, to_time INTEGER NOT NULL)',
    `CREATE TABLE sync_state (
       area TEXT PRIMARY KEY, synced_at INTEGER, error TEXT, count INTEGER
     ) WITHOUT ROWID`,
  ],
};
