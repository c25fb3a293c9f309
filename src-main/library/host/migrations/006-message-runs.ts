import type { Migration } from '../migrate.ts';

/**
 * The ways of messages through their flows: runs with their steps, what traces hold where the connection keeps payloads (JSON of a
 * `StepTrace`), and which message led to which. They go with their message, whoever removes that.
 */
export const messageRuns: Migration = {
  version: 6,
  statements: [
    `CREATE TABLE message_runs (
       guid TEXT NOT NULL, run_id TEXT NOT NULL, position INTEGER NOT NULL, state TEXT NOT NULL, log_level TEXT NOT NULL,
       start INTEGER, stop INTEGER, is_complete INTEGER NOT NULL, read_at INTEGER NOT NULL, PRIMARY KEY (guid, run_id)
     ) WITHOUT ROWID`,
    `CREATE TABLE run_steps (
       run_id TEXT NOT NULL, child INTEGER NOT NULL, step_id TEXT NOT NULL, model_step_id TEXT NOT NULL, activity TEXT NOT NULL,
       branch TEXT NOT NULL, start INTEGER, stop INTEGER, status TEXT NOT NULL, error TEXT, PRIMARY KEY (run_id, child)
     ) WITHOUT ROWID`,
    // With row numbers: large values do not belong into the pages of an index.
    `CREATE TABLE step_traces (
       run_id TEXT NOT NULL, child INTEGER NOT NULL, guid TEXT NOT NULL, has_trace INTEGER NOT NULL, value TEXT NOT NULL,
       UNIQUE (run_id, child)
     )`,
    'CREATE INDEX step_traces_guid ON step_traces (guid)',
    'CREATE TABLE message_links (guid TEXT PRIMARY KEY, predecessor TEXT) WITHOUT ROWID',
    `CREATE TRIGGER message_gone_with_runs AFTER DELETE ON messages
       BEGIN
         DELETE FROM run_steps WHERE run_id IN (SELECT run_id FROM message_runs WHERE guid = old.guid);
         DELETE FROM message_runs WHERE guid = old.guid;
         DELETE FROM step_traces WHERE guid = old.guid;
         DELETE FROM message_links WHERE guid = old.guid;
       END`,
  ],
};
