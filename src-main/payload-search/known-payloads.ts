import type { SearchedPlace, SearchPlan } from '../../src-shared/model/payload-search.ts';
import type { Library, Row } from '../library/library.ts';
import type { Condition } from '../messages/message-terms.ts';
import type { TenantSource } from '../payloads/payload-request.ts';

/** A payload that a search looks into. */
export interface SearchedPayload {
  readonly source: TenantSource;
  readonly name: string;
  readonly bytes: number | undefined;
  readonly isKept: boolean;
  readonly flowName: string;
  readonly start: number;
  readonly status: string;
}

/** Nothing larger is read for a search; what a flow exchanges is far smaller. */
export const largestSearched = 64 * 1024 * 1024;
/** As many payloads as one search looks into. */
export const mostSearched = 200_000;
/** 90 % of the documented 100 per second, and of the ten that are assumed where nothing is documented (catalogue 3.2). */
const perSecond = { documented: 90, assumed: 9 } as const;

const parts = { attachments: 'attachments', messageStore: 'storeEntries' } as const;

/** `message_parts.part` of the attachments of an entry of the message store. */
export function partOfEntry(entryId: string): string {
  return `entry attachments ${entryId}`;
}

/** All payloads that are known of messages, one row each. */
function known(where: Condition, places: readonly SearchedPlace[]): Condition {
  const queries: string[] = [];
  const rows = (of: string, part: string, name: string, bytes: string): string =>
    `SELECT m.message_key, m.guid, m.start, m.status, m.flow, '${of}' AS kind, json_extract(a.value, '$.id') AS id,
       ${name} AS name, ${bytes} AS bytes
     FROM messages m JOIN message_parts p ON p.guid = m.guid AND ${part} AND p.value IS NOT NULL, json_each(p.value) a
     WHERE ${where.sql}`;
  const name = "coalesce(json_extract(a.value, '$.name'), '')";
  if (places.includes('attachments'))
    queries.push(rows('attachment', "p.part = 'attachments'", name, "json_extract(a.value, '$.bytes')"));
  if (places.includes('messageStore')) {
    const store = "coalesce(json_extract(a.value, '$.storeId'), '')";
    queries.push(rows('store-entry', "p.part = 'storeEntries'", store, 'NULL'));
    queries.push(rows('store-attachment', "p.part LIKE 'entry attachments %'", name, 'NULL'));
  }
  return { sql: `(${queries.join(' UNION ALL ')})`, params: queries.flatMap(() => where.params) };
}

interface KnownRow extends Row {
  readonly guid: string;
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly bytes: number | null;
  readonly kept: number;
  readonly flow_name: string;
  readonly start: number;
  readonly status: string;
}

/** Newest first, at most `mostSearched`. */
export async function knownPayloads(
  library: Library,
  where: Condition,
  places: readonly SearchedPlace[],
  signal: AbortSignal,
): Promise<readonly SearchedPayload[]> {
  const { sql, params } = known(where, places);
  const rows = await library.all<KnownRow>(
    `SELECT k.guid, k.kind, k.id, k.name, k.bytes, k.start, k.status, f.name AS flow_name,
       EXISTS (SELECT 1 FROM payloads s WHERE s.source = k.kind || ' ' || k.id) AS kept
     FROM ${sql} k JOIN flows f ON f.flow_key = k.flow
     ORDER BY k.start DESC, k.message_key DESC, k.kind LIMIT ${mostSearched}`,
    params,
    signal,
  );
  return rows.map((row) => ({
    source: { of: row.kind as TenantSource['of'], messageGuid: row.guid, id: row.id },
    name: row.name === '' ? 'Payload' : row.name,
    bytes: row.bytes ?? undefined,
    isKept: row.kept === 1,
    flowName: row.flow_name,
    start: row.start,
    status: row.status,
  }));
}

export const goneReason = 'No longer on the tenant';
const refusedReason = 'The tenant refused to list what there is';

/** In SQL, of a row of `message_parts`: what the tenant has deleted is not asked for again. */
function isGone(row: string): string {
  return `coalesce(json_extract(${row}.error, '$.code') = 'tenant.not-found', 0)`;
}

/** Messages of which is not known what they have in the places; those whose lists were refused are asked for again. */
export function unlisted(where: Condition, places: readonly SearchedPlace[]): Condition {
  const listed = places.map(
    (place) =>
      `m.guid IN (SELECT guid FROM message_parts p WHERE part = '${parts[place]}' AND (value IS NOT NULL OR ${isGone('p')}))`,
  );
  return { sql: `${where.sql} AND NOT (${listed.join(' AND ')})`, params: where.params };
}

/** Parts of a message that list what is in the places. */
export function partsOf(places: readonly SearchedPlace[]): readonly ('attachments' | 'storeEntries')[] {
  return places.map((place) => parts[place]);
}

/** Why of some messages it is not known what they have in the places: lists, by the reason. */
export async function notListed(
  library: Library,
  where: Condition,
  places: readonly SearchedPlace[],
  signal: AbortSignal,
): Promise<readonly { readonly reason: string; readonly count: number }[]> {
  const names = partsOf(places).map((part) => `'${part}'`);
  const below = places.includes('messageStore') ? " OR p.part LIKE 'entry attachments %'" : '';
  const rows = await library.all<{ gone: number; n: number }>(
    `SELECT ${isGone('p')} AS gone, count(*) AS n FROM messages m JOIN message_parts p ON p.guid = m.guid
     WHERE ${where.sql} AND p.error IS NOT NULL AND (p.part IN (${names.join(', ')})${below}) GROUP BY gone`,
    where.params,
    signal,
  );
  return rows.map(({ gone, n }) => ({ reason: gone === 1 ? goneReason : refusedReason, count: n }));
}

const everyEntry = [Number.MAX_SAFE_INTEGER, ''] as const;

/** Entries of the message store that have attachments nobody listed yet, newest first, from before the key and id of another one on. */
export function unlistedEntries(where: Condition, before: readonly [number, string] = everyEntry): Condition {
  return {
    sql: `SELECT m.message_key, m.guid, json_extract(a.value, '$.id') AS id
      FROM messages m JOIN message_parts p ON p.guid = m.guid AND p.part = 'storeEntries' AND p.value IS NOT NULL,
        json_each(p.value) a
      WHERE ${where.sql} AND json_extract(a.value, '$.hasAttachments') = 1 AND NOT EXISTS (
        SELECT 1 FROM message_parts e WHERE e.guid = m.guid AND (e.value IS NOT NULL OR ${isGone('e')})
          AND e.part = 'entry attachments ' || json_extract(a.value, '$.id'))
        AND (m.message_key, json_extract(a.value, '$.id')) < (?, ?)
      ORDER BY m.message_key DESC, id DESC`,
    params: [...where.params, ...before],
  };
}

export async function searchPlan(
  library: Library,
  where: Condition,
  places: readonly SearchedPlace[],
  signal: AbortSignal,
): Promise<SearchPlan> {
  const count = async (sql: string, params: Condition['params']): Promise<number> =>
    (await library.get<{ total: number }>(sql, params, signal))?.total ?? 0;
  const messagesWhere = (condition: Condition): Promise<number> =>
    count(`SELECT count(*) AS total FROM messages m WHERE ${condition.sql}`, condition.params);
  const entries = unlistedEntries(where);
  const all = known(where, places);
  const [messages, missing, entriesToList, sums] = await Promise.all([
    messagesWhere(where),
    messagesWhere(unlisted(where, places)),
    places.includes('messageStore')
      ? count(`SELECT count(*) AS total FROM (${entries.sql})`, entries.params)
      : 0,
    library.get<{ payloads: number; kept: number; bytes: number; sized: number; logs: number }>(
      `SELECT count(*) AS payloads, coalesce(sum(kept), 0) AS kept,
         coalesce(sum(CASE WHEN kept THEN 0 ELSE bytes END), 0) AS bytes,
         coalesce(sum(NOT kept AND bytes IS NOT NULL), 0) AS sized,
         coalesce(sum(NOT kept AND kind = 'attachment'), 0) AS logs
       FROM (SELECT k.*, EXISTS (SELECT 1 FROM payloads s WHERE s.source = k.kind || ' ' || k.id) AS kept
         FROM ${all.sql} k)`,
      all.params,
      signal,
    ),
  ]);
  const { payloads = 0, kept = 0, bytes = 0, sized = 0, logs = 0 } = sums ?? {};
  const lists = missing * places.length;
  const reads = payloads - kept;
  return {
    messages,
    list: cost(lists, entriesToList),
    read: cost(logs, reads - logs),
    payloads,
    kept,
    knownBytes: bytes,
    withoutSize: reads - sized,
    largest: largestSearched,
    rates: perSecond,
  };
}

/** Two queues side by side: the longer one counts. */
function cost(documented: number, assumed: number): { requests: number; seconds: number } {
  const seconds = Math.max(documented / perSecond.documented, assumed / perSecond.assumed);
  return { requests: documented + assumed, seconds: Math.ceil(seconds) };
}
