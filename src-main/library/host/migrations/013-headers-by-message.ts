import type { Migration } from '../migrate.ts';

/** Custom headers by message as well: what sorts by one has to know its value, and that a message has none. */
export const headersByMessage: Migration = {
  version: 13,
  statements: ['CREATE INDEX message_headers_message ON message_headers (message_key, name)'],
};
