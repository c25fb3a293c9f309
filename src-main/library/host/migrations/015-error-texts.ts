import type { Migration } from '../migrate.ts';

const textsOf = (where: string): string => `INSERT OR REPLACE INTO error_texts
  SELECT m.message_key, m.start, json_extract(p.value, '$.text')
  FROM messages m JOIN message_parts p ON p.guid = m.guid AND p.part = 'error'
  WHERE ${where} AND json_valid(p.value) AND json_extract(p.value, '$.text') IS NOT NULL`;

/**
 * Error texts side by side, to be looked through: among the other parts of messages each was two look-ups away and in JSON, and pages of other things
 * lay between them. They come and go with `message_errors`. A message keeps its `start` for good: what asks for no more is counted here.
 */
export const errorTexts: Migration = {
  version: 15,
  statements: [
    'CREATE TABLE error_texts (message_key INTEGER PRIMARY KEY, start INTEGER NOT NULL, text TEXT NOT NULL)',
    `CREATE TRIGGER error_text_noted AFTER INSERT ON message_errors
       BEGIN ${textsOf('m.message_key = new.message_key')}; END`,
    `CREATE TRIGGER error_text_forgotten AFTER DELETE ON message_errors
       BEGIN DELETE FROM error_texts WHERE message_key = old.message_key; END`,
    textsOf('m.message_key IN (SELECT message_key FROM message_errors)'),
  ],
};
