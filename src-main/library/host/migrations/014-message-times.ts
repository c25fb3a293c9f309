import type { Migration } from '../migrate.ts';

/**
 * Kinds are given by who writes messages: a trigger on them makes SQLite keep a journal of every single row, which cost as much as
 * all indexes together. The indexes of times and of kinds have all that lists, sums and durations read of a message.
 */
export const messageTimes: Migration = {
  version: 14,
  statements: [
    'DROP TRIGGER message_came',
    'DROP TRIGGER message_changed',
    'CREATE INDEX messages_time ON messages (start, kind, "end")',
    'DROP INDEX messages_start',
    'DROP INDEX messages_start_kind',
    'DROP INDEX messages_kind',
    'CREATE INDEX messages_kind ON messages (kind, start, "end")',
  ],
};
