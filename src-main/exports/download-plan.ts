import type { DownloadPlan, NamedPayload, PayloadsKind } from '../../src-shared/model/exports.ts';
import { largestDownload } from '../jobs/download.ts';
import type { Library, Statement } from '../library/library.ts';
import { type MessageRecord, messageRow, selectRows } from '../messages/message-rows.ts';
import type { Condition } from '../messages/message-terms.ts';
import { unlistedEntries } from '../payload-search/known-payloads.ts';
import { sentPerSecond } from '../sap/limits.ts';
import { countChosen } from './chosen-messages.ts';

/** `payload`: an entry of the message store. */
export type FileKind = 'attachment' | 'payload' | 'store-attachment';

/** 90 % of the documented rate of logs, which lists and attachments share; the store has no documented one (catalogue 3.2). */
const perSecond: Readonly<Record<PayloadsKind | 'lists', number>> = {
  lists: sentPerSecond('messages'),
  attachments: sentPerSecond('payloads'),
  storeEntries: 9,
};

/** The payloads that are known of messages, one row each. */
function knownPayloads(where: Condition, kinds: readonly PayloadsKind[]): Condition {
  const rows = (kind: FileKind, part: string, named: string): string =>
    `SELECT m.start, m.message_key, m.guid, a.key AS place, json_extract(a.value, '$.id') AS payload, '${kind}' AS kind, ${named}
     FROM messages m JOIN message_parts p ON p.guid = m.guid AND ${part} AND p.value IS NOT NULL, json_each(p.value) a
     WHERE ${where.sql}`;
  const name = `coalesce(json_extract(a.value, '$.name'), '') AS name,
    coalesce(json_extract(a.value, '$.contentType'), '') AS content_type`;
  const store = `coalesce(json_extract(a.value, '$.storeId'), '') AS name, '' AS content_type, NULL AS bytes`;
  const queries = kinds.flatMap((kind) =>
    kind === 'attachments'
      ? [rows('attachment', "p.part = 'attachments'", `${name}, json_extract(a.value, '$.bytes') AS bytes`)]
      : [
          rows('payload', "p.part = 'storeEntries'", store),
          rows('store-attachment', "p.part LIKE 'entry attachments %'", `${name}, NULL AS bytes`),
        ],
  );
  return { sql: `(${queries.join(' UNION ALL ')})`, params: queries.flatMap(() => where.params) };
}

/** Messages of which is not known what they have of a kind; also where it was refused. */
export function unlisted(where: Condition, kinds: readonly PayloadsKind[]): Condition {
  const known = kinds.map(
    (kind) => `m.guid IN (SELECT guid FROM message_parts WHERE part = '${kind}' AND value IS NOT NULL)`,
  );
  return { sql: `${where.sql} AND NOT (${known.join(' AND ')})`, params: where.params };
}

export async function downloadPlan(
  library: Library,
  where: Condition,
  kinds: readonly PayloadsKind[],
  signal: AbortSignal,
): Promise<DownloadPlan> {
  const known = knownPayloads(where, kinds);
  const below = unlistedEntries(where);
  const [messages, missing, entries, sums] = await Promise.all([
    countChosen(library, where, signal),
    countChosen(library, unlisted(where, kinds), signal),
    kinds.includes('storeEntries')
      ? library.get<{ messages: number; requests: number }>(
          `SELECT count(DISTINCT guid) AS messages, count(*) AS requests FROM (${below.sql})`,
          below.params,
          signal,
        )
      : undefined,
    library.get<{ files: number; bytes: number | null; sized: number; stored: number | null }>(
      `SELECT count(*) AS files, sum(bytes) AS bytes, count(bytes) AS sized, sum(kind <> 'attachment') AS stored FROM ${known.sql}`,
      known.params,
      signal,
    ),
  ]);
  const files = sums?.files ?? 0;
  const stored = sums?.stored ?? 0;
  const lists = missing * kinds.length;
  const listsBelow = entries?.requests ?? 0;
  return {
    messages,
    unlisted: missing + (entries?.messages ?? 0),
    listRequests: lists + listsBelow,
    listSeconds: Math.ceil(Math.max(lists / perSecond.lists, listsBelow / perSecond.storeEntries)),
    files,
    bytes: sums?.bytes ?? 0,
    withoutSize: files - (sums?.sized ?? 0),
    requests: files,
    // Two queues side by side: the longer one counts.
    seconds: Math.ceil(Math.max((files - stored) / perSecond.attachments, stored / perSecond.storeEntries)),
    largest: largestDownload,
    example: files === 0 ? undefined : await exampleOf(library, known, signal),
  };
}

async function exampleOf(
  library: Library,
  known: Condition,
  signal: AbortSignal,
): Promise<NamedPayload | undefined> {
  const first = await library.get<{ guid: string; kind: string; name: string }>(
    `SELECT guid, kind, name FROM ${known.sql} ORDER BY start DESC, message_key DESC, kind, place LIMIT 1`,
    known.params,
    signal,
  );
  if (!first) return undefined;
  const record = await library.get<MessageRecord>(`${selectRows} WHERE m.guid = ?`, [first.guid], signal);
  const message = record ? messageRow(record) : { messageGuid: first.guid };
  return { message, ...named(first), number: 1 };
}

/** Entries of the message store have no name but that of their store; of an attachment it says little where it hangs. */
export function named({
  kind,
  name,
}: {
  readonly kind: string;
  readonly name: string;
}): Pick<NamedPayload, 'kind' | 'name'> {
  return kind === 'payload'
    ? { kind, name: name === '' ? 'payload' : name }
    : { kind: 'attachment', name: name === '' ? 'attachment' : name };
}

/** Notes all that is known of the messages as files to be saved, newest first. */
export function noteFiles(downloadId: string, where: Condition, kinds: readonly PayloadsKind[]): Statement {
  const known = knownPayloads(where, kinds);
  return {
    sql: `INSERT INTO payload_download_files (download, position, guid, kind, payload, name, content_type, bytes)
      SELECT ?, row_number() OVER (ORDER BY start DESC, message_key DESC, kind, place), guid, kind, payload, name, content_type, bytes
      FROM ${known.sql}`,
    params: [downloadId, ...known.params],
  };
}
