import type { Migration } from '../migrate.ts';

const bodies = `step_traces t, json_each(t.value, '$.messages') m
  WHERE json_extract(m.value, '$.body.shape') = 'text' AND json_extract(m.value, '$.body.truncated') = 0`;
const source = `'trace ' || json_extract(m.value, '$.id')`;
const data = `CAST(json_extract(m.value, '$.body.text') AS BLOB)`;

/** Bodies of traces are payloads like others. Those that had been cut stay out: half a payload is none. */
export const traceBodies: Migration = {
  version: 12,
  statements: [
    `INSERT OR IGNORE INTO payload_chunks (source, position, data) SELECT ${source}, 0, ${data} FROM ${bodies}`,
    `INSERT OR IGNORE INTO payloads (source, guid, content_type, bytes, kept_at)
       SELECT ${source}, t.guid, coalesce(json_extract(m.value, '$.mimeType'), ''), length(${data}),
         coalesce(json_extract(t.value, '$.readAt'), 0) FROM ${bodies}`,
    `UPDATE step_traces SET value = json_set(value, '$.messages', json((
       SELECT json_group_array(json_remove(m.value, '$.body')) FROM json_each(step_traces.value, '$.messages') m)))`,
  ],
};
