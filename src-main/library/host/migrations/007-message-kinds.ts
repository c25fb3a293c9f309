import { differsFromOld, kindOfNew, kindsAgain } from '../message-kinds.ts';
import type { Migration } from '../migrate.ts';

/**
 * A kind is what messages have in common: flow, status, sender, receiver, custom status, log level, application type. A million messages
 * have some thousand kinds, so that filters by these, their counts and the numbers beside every value read kinds and sums, not messages.
 * `day` and `hour` are `start` divided by their length.
 */
export const messageKinds: Migration = {
  version: 7,
  statements: [
    `CREATE TABLE message_kinds (
       kind INTEGER PRIMARY KEY, flow INTEGER NOT NULL, status TEXT NOT NULL, sender TEXT NOT NULL, receiver TEXT NOT NULL,
       custom_status TEXT NOT NULL, log_level TEXT NOT NULL, application_type TEXT NOT NULL,
       UNIQUE (flow, status, sender, receiver, custom_status, log_level, application_type)
     )`,
    'ALTER TABLE messages ADD COLUMN kind INTEGER',
    `CREATE TABLE kind_hours (
       hour INTEGER NOT NULL, kind INTEGER NOT NULL, total INTEGER NOT NULL, PRIMARY KEY (hour, kind)
     ) WITHOUT ROWID`,
    // By kind first: sums over weeks add up without sorting.
    `CREATE TABLE kind_days (
       kind INTEGER NOT NULL, day INTEGER NOT NULL, total INTEGER NOT NULL, PRIMARY KEY (kind, day)
     ) WITHOUT ROWID`,
    ...kindsAgain,
    'CREATE INDEX messages_start_kind ON messages (start, kind)',
    'CREATE INDEX messages_kind ON messages (kind, start)',
    'CREATE INDEX messages_running ON messages (start, kind) WHERE "end" IS NULL',
    'CREATE INDEX messages_duration ON messages (("end" - start), start, kind) WHERE "end" IS NOT NULL',
    'DROP INDEX messages_flow',
    'DROP INDEX messages_custom_status',
    'DROP TABLE message_hours',
    `CREATE VIEW message_hours AS
       SELECT h.hour, k.flow, k.status, h.total FROM kind_hours h JOIN message_kinds k ON k.kind = h.kind`,
    `CREATE TRIGGER message_came AFTER INSERT ON messages WHEN new.kind IS NULL BEGIN ${kindOfNew} END`,
    `CREATE TRIGGER message_changed AFTER UPDATE OF flow, status, sender, receiver, custom_status, log_level, application_type ON messages
       WHEN new.kind IS old.kind AND (${differsFromOld}) BEGIN ${kindOfNew} END`,
  ],
};
