import type { Migration } from '../migrate.ts';

/**
 * Queries, watches and tabs keep the signature of an error group. When signatures are made in another way, this leads from the one of before to
 * the one that its texts have now.
 */
export const formerSignatures: Migration = {
  version: 16,
  statements: [
    'CREATE TABLE former_signatures (former TEXT PRIMARY KEY, signature TEXT NOT NULL) WITHOUT ROWID',
    // Texts that were taken back had left these behind.
    `DELETE FROM message_errors WHERE message_key IN (
       SELECT m.message_key FROM message_parts p JOIN messages m ON m.guid = p.guid WHERE p.part = 'error' AND p.value IS NULL)`,
  ],
};
