import type { Migration } from '../migrate.ts';

const headersOf = (row: string): string =>
  `json_each(CASE WHEN json_valid(${row}.value) THEN ${row}.value ELSE '[]' END) h`;

const keyOf = (row: string): string => `(SELECT message_key FROM messages WHERE guid = ${row}.guid)`;

const forget = (row: string): string => `
  DELETE FROM headers_read WHERE message_key = ${keyOf(row)};
  DELETE FROM message_headers WHERE (name, value, message_key) IN (
    SELECT n.name_key, json_extract(h.value, '$.value'), ${keyOf(row)}
    FROM ${headersOf(row)} JOIN header_names n ON n.name = json_extract(h.value, '$.name'));`;

const note = (row: string): string => `
  INSERT OR IGNORE INTO headers_read SELECT message_key FROM messages WHERE guid = ${row}.guid;
  INSERT OR IGNORE INTO header_names (name) SELECT json_extract(h.value, '$.name') FROM ${headersOf(row)}
    WHERE NOT EXISTS (SELECT 1 FROM header_names WHERE name = json_extract(h.value, '$.name'));
  INSERT OR IGNORE INTO message_headers SELECT n.name_key, json_extract(h.value, '$.value'), ${keyOf(row)}
    FROM ${headersOf(row)} JOIN header_names n ON n.name = json_extract(h.value, '$.name')
    WHERE ${keyOf(row)} IS NOT NULL;`;

/**
 * Custom headers as rows, so that SQL finds messages by them. They are parts of messages as they came; triggers keep the rows, whoever writes,
 * changes or deletes the parts. `headers_read` has the messages whose headers are known, those without any included.
 */
export const messageHeaders: Migration = {
  version: 5,
  statements: [
    // Names stand in millions of rows: each is kept once.
    'CREATE TABLE header_names (name_key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)',
    `CREATE TABLE message_headers (
       name INTEGER NOT NULL, value TEXT NOT NULL, message_key INTEGER NOT NULL,
       PRIMARY KEY (name, value, message_key)
     ) WITHOUT ROWID`,
    'CREATE TABLE headers_read (message_key INTEGER PRIMARY KEY)',
    `CREATE TRIGGER headers_came AFTER INSERT ON message_parts
       WHEN new.part = 'customHeaders' AND new.value IS NOT NULL
       BEGIN ${note('new')} END`,
    `CREATE TRIGGER headers_changed AFTER UPDATE OF value ON message_parts
       WHEN new.part = 'customHeaders' AND new.value IS NOT old.value
       BEGIN ${forget('old')} ${note('new')} END`,
    `CREATE TRIGGER headers_gone AFTER DELETE ON message_parts
       WHEN old.part = 'customHeaders' AND old.value IS NOT NULL
       BEGIN ${forget('old')} END`,
    `CREATE TRIGGER message_gone BEFORE DELETE ON messages
       BEGIN
         DELETE FROM message_headers WHERE (name, value, message_key) IN (
           SELECT n.name_key, json_extract(h.value, '$.value'), old.message_key
           FROM message_parts p, json_each(CASE WHEN json_valid(p.value) THEN p.value ELSE '[]' END) h
           JOIN header_names n ON n.name = json_extract(h.value, '$.name')
           WHERE p.guid = old.guid AND p.part = 'customHeaders');
         DELETE FROM headers_read WHERE message_key = old.message_key;
       END`,
    `INSERT INTO header_names (name) SELECT DISTINCT json_extract(h.value, '$.name')
       FROM message_parts p, json_each(p.value) h WHERE p.part = 'customHeaders' AND p.value IS NOT NULL`,
    `INSERT OR IGNORE INTO message_headers SELECT n.name_key, json_extract(h.value, '$.value'), m.message_key
       FROM message_parts p JOIN messages m ON m.guid = p.guid, json_each(p.value) h
       JOIN header_names n ON n.name = json_extract(h.value, '$.name')
       WHERE p.part = 'customHeaders' AND p.value IS NOT NULL`,
    `INSERT INTO headers_read SELECT m.message_key FROM message_parts p JOIN messages m ON m.guid = p.guid
       WHERE p.part = 'customHeaders' AND p.value IS NOT NULL`,
    'CREATE INDEX messages_custom_status ON messages (custom_status COLLATE NOCASE, start) WHERE custom_status IS NOT NULL',
    'CREATE INDEX messages_transaction ON messages (transaction_id) WHERE transaction_id IS NOT NULL',
  ],
};
