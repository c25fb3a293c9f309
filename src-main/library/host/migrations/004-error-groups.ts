import type { Migration } from '../migrate.ts';

/**
 * Signatures of error texts. The texts themselves are parts of messages; triggers note which of them have to be signed (again), whoever
 * wrote them; what a statement does on a conflict would hold for its triggers, too, so they delete and insert. `signature` is NULL until `sign-errors.ts` has looked.
 */
export const errorGroups: Migration = {
  version: 4,
  statements: [
    'CREATE TABLE message_errors (message_key INTEGER PRIMARY KEY, signature TEXT)',
    'CREATE INDEX message_errors_signature ON message_errors (signature)',
    'CREATE INDEX message_errors_unsigned ON message_errors (message_key) WHERE signature IS NULL',
    'CREATE TABLE error_signatures (signature TEXT PRIMARY KEY, title TEXT NOT NULL) WITHOUT ROWID',
    // The example signs the note again when signatures are made in another way.
    `CREATE TABLE known_errors (
       signature TEXT PRIMARY KEY, note TEXT NOT NULL, marked_at INTEGER NOT NULL, example TEXT NOT NULL
     ) WITHOUT ROWID`,
    `CREATE TRIGGER error_text_read AFTER INSERT ON message_parts
       WHEN new.part = 'error' AND new.value IS NOT NULL
       BEGIN
         DELETE FROM message_errors WHERE message_key = (SELECT message_key FROM messages WHERE guid = new.guid);
         INSERT INTO message_errors SELECT message_key, NULL FROM messages WHERE guid = new.guid;
       END`,
    `CREATE TRIGGER error_text_changed AFTER UPDATE OF value ON message_parts
       WHEN new.part = 'error' AND new.value IS NOT NULL
         AND json_extract(new.value, '$.text') IS NOT json_extract(old.value, '$.text')
       BEGIN
         DELETE FROM message_errors WHERE message_key = (SELECT message_key FROM messages WHERE guid = new.guid);
         INSERT INTO message_errors SELECT message_key, NULL FROM messages WHERE guid = new.guid;
       END`,
    `INSERT INTO message_errors SELECT m.message_key, NULL FROM message_parts p JOIN messages m ON m.guid = p.guid
       WHERE p.part = 'error' AND p.value IS NOT NULL`,
  ],
};
