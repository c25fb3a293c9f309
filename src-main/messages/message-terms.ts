import type { Interval } from '../../src-shared/messages/intervals.ts';
import type { MessageFilter, MessageTerm, TermField } from '../../src-shared/model/messages.ts';
import type { SqlValue } from '../library/library.ts';
import { likePattern } from '../library/sql-text.ts';

/** SQL for use after WHERE, with what it binds. */
export interface Condition {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** A filter of whose text it is known where it is found: in kinds, in ids, in both. */
export interface AskedFilter extends MessageFilter {
  readonly textFinds?: 'kinds' | 'ids' | 'both';
  /** Keys of the messages whose error text has one of the values of a term, as JSON; found once for all that is asked with the filter. */
  readonly errorKeys?: ReadonlyMap<MessageTerm, string>;
}

/** Columns of `message_kinds`. */
const ofKind = {
  status: 'status',
  customStatus: 'custom_status',
  sender: 'sender',
  receiver: 'receiver',
  logLevel: 'log_level',
  applicationMessageType: 'application_type',
} as const satisfies Partial<Record<TermField, string>>;

/** Columns of `messages` with an index that minds case. */
const ids = {
  messageGuid: 'guid',
  correlationId: 'correlation_id',
  applicationMessageId: 'application_id',
  transaction: 'transaction_id',
} as const satisfies Partial<Record<TermField, string>>;

/** Shorter beginnings of ids are carried by too many. */
const shortestId = 3;

/** Whether kinds can tell which messages a term means. */
export function isOfKind({ field }: MessageTerm): boolean {
  return field === 'flow' || field === 'package' || field in ofKind;
}

/** All that a filter says of kinds, as a condition on rows with the columns of `message_kinds`; '1' where it says nothing. */
export function kindCondition({
  statuses,
  flows,
  terms = [],
  text,
  textFinds,
}: Pick<AskedFilter, 'statuses' | 'flows' | 'terms' | 'text' | 'textFinds'>): Condition {
  const parts: Condition[] = [];
  if (statuses.length > 0) parts.push({ sql: `status IN (${marks(statuses)})`, params: statuses });
  if (flows.length > 0) parts.push(ofFlows(anyOf(['id', 'name'], flows, 'no case')));
  for (const term of terms) if (isOfKind(term)) parts.push(turned(term, kindTerm(term)));
  const words = textFinds === 'kinds' ? textCondition(text) : undefined;
  if (words) parts.push(words.kinds);
  return allOf(parts);
}

/**
 * All that a filter says beyond range and kinds, as a condition on `messages m`; '1' where it says nothing. `afterKinds`: durations and keys
 * are looked at where kinds were found, not the other way round.
 */
export function rowCondition(
  {
    errorGroup,
    text,
    textFinds,
    errorKeys,
    terms = [],
  }: Pick<AskedFilter, 'errorGroup' | 'text' | 'textFinds' | 'errorKeys' | 'terms'>,
  afterKinds = false,
): Condition {
  const parts = terms
    .filter((term) => !isOfKind(term))
    .map((term) => turned(term, rowTerm(term, errorKeys?.get(term), afterKinds)));
  if (errorGroup !== undefined)
    parts.push({
      sql: `m.message_key IN (SELECT message_key FROM message_errors WHERE signature = coalesce(
        (SELECT signature FROM error_signatures WHERE signature = ?), (SELECT signature FROM former_signatures WHERE former = ?)))`,
      params: [errorGroup, errorGroup],
    });
  const words = textFinds === 'kinds' ? undefined : textCondition(text);
  if (words) {
    const keys = words.keys && { ...words.keys, sql: `m.message_key IN (${words.keys.sql})` };
    const kinds = {
      ...words.kinds,
      sql: `m.kind IN (SELECT kind FROM message_kinds WHERE ${words.kinds.sql})`,
    };
    parts.push(keys ? (textFinds === 'ids' ? keys : eitherOf(kinds, keys)) : kinds);
  }
  return allOf(parts);
}

/** A text is looked for in what kinds have, anywhere, and in ids from their beginning. `keys` selects messages. */
export function textCondition(text: string | undefined): { kinds: Condition; keys?: Condition } | undefined {
  const pattern = likePattern(text);
  if (pattern === undefined) return undefined;
  const columns = ['sender', 'receiver', 'custom_status'];
  const like = columns.map((column) => `${column} LIKE ? ESCAPE '\\'`).join(' OR ');
  const kinds = {
    sql: `(flow IN (SELECT flow_key FROM flows WHERE search LIKE ? ESCAPE '\\') OR ${like})`,
    params: [pattern, ...columns.map(() => pattern)],
  };
  const start = text?.trim() ?? '';
  if (start.length < shortestId) return { kinds };
  const all = ['guid', 'correlation_id', 'application_id'];
  return {
    kinds,
    keys: {
      sql: all.map((id) => `SELECT message_key FROM messages WHERE ${id} >= ? AND ${id} < ?`).join(' UNION '),
      params: all.flatMap(() => [start, `${start}\u{10FFFF}`]),
    },
  };
}

function turned(term: MessageTerm, { sql, params }: Condition): Condition {
  return { sql: term.not === true ? `NOT ${sql}` : sql, params };
}

/** Never NULL, so that NOT of it is what it says. */
function kindTerm(term: MessageTerm): Condition {
  if (!('values' in term)) return nothing;
  switch (term.field) {
    case 'flow':
      return ofFlows(anyOf(['id', 'name'], term.values, 'no case'));
    case 'package':
      return ofFlows(anyOf(['package_id', 'package_name'], term.values, 'no case'));
    default:
      return term.field in ofKind
        ? anyOf([ofKind[term.field as keyof typeof ofKind]], term.values, 'no case')
        : nothing;
  }
}

function rowTerm(term: MessageTerm, errorKeys: string | undefined, afterKinds: boolean): Condition {
  switch (term.field) {
    case 'duration':
      return durationCondition(term.from, term.to, afterKinds ? '+' : '');
    case 'header':
      return headerCondition(term.name, term.values);
    case 'error':
      return errorCondition(term.values, errorKeys, afterKinds ? '+' : '');
    default:
      return term.field in ids
        ? anyOf([`m.${ids[term.field as keyof typeof ids]}`], term.values, 'case')
        : nothing;
  }
}

function ofFlows({ sql, params }: Condition): Condition {
  return { sql: `flow IN (SELECT flow_key FROM flows WHERE ${sql})`, params };
}

/** Whether one of the columns has one of the values; 0 or 1. */
function anyOf(of: readonly string[], values: readonly string[], minds: 'case' | 'no case'): Condition {
  const whole = values.filter((value) => value !== '' && !value.includes('*'));
  const patterns = values.filter((value) => value.includes('*'));
  const parts: Condition[] = [];
  for (const column of of) {
    const has = `${column} IS NOT NULL`;
    const compared = minds === 'case' ? column : `${column} COLLATE NOCASE`;
    if (whole.length > 0) parts.push({ sql: `(${has} AND ${compared} IN (${marks(whole)}))`, params: whole });
    for (const pattern of patterns) {
      const like = minds === 'case' ? globOf(column, pattern) : likeOf(column, pattern);
      // A pattern finds values; having none is '' alone.
      parts.push({ sql: `(${has} AND ${column} <> '' AND ${like.sql})`, params: like.params });
    }
  }
  if (values.includes(''))
    parts.push({ sql: `(${of.map((column) => `coalesce(${column}, '') = ''`).join(' AND ')})`, params: [] });
  return {
    sql: `(${parts.map(({ sql }) => sql).join(' OR ') || '0'})`,
    params: parts.flatMap(({ params }) => params),
  };
}

function likeOf(column: string, pattern: string): Condition {
  return { sql: `${column} LIKE ? ESCAPE '\\'`, params: [wildcard(pattern)] };
}

/** What stands before the first `*` is looked up in the index of the column. */
function globOf(column: string, pattern: string): Condition {
  const start = pattern.slice(0, pattern.indexOf('*'));
  const glob = { sql: `${column} GLOB ?`, params: [pattern.replaceAll(/[[?]/g, '[$&]')] };
  if (start === '') return glob;
  return {
    sql: `${column} >= ? AND ${column} < ? AND ${glob.sql}`,
    params: [start, `${start}\u{10FFFF}`, ...glob.params],
  };
}

/** `*` is the only sign that stands for others. */
function wildcard(pattern: string): string {
  return pattern.replaceAll(/[\\%_]/g, '\\$&').replaceAll('*', '%');
}

/** The terms of the expression stand as they do in its index; a sign before them keeps SQLite from taking it. */
function durationCondition(from: number | undefined, to: number | undefined, sign: '+' | ''): Condition {
  const parts = ['m."end" IS NOT NULL'];
  const params: SqlValue[] = [];
  if (from !== undefined) {
    parts.push(`${sign}(m."end" - m.start) >= ?`);
    params.push(from);
  }
  if (to !== undefined) {
    parts.push(`${sign}(m."end" - m.start) < ?`);
    params.push(to);
  }
  return { sql: `(${parts.join(' AND ')})`, params };
}

/** Of the messages whose headers are known. */
function headerCondition(name: string, values: readonly string[]): Condition {
  const carrying = (where: Condition): Condition => ({
    sql: `m.message_key IN (SELECT h.message_key FROM message_headers h
      WHERE h.name = (SELECT name_key FROM header_names WHERE name = ?) AND ${where.sql})`,
    params: [name, ...where.params],
  });
  const some = values.filter((value) => value !== '');
  const parts: Condition[] = [];
  if (some.length > 0) parts.push(carrying(anyOf(['h.value'], some, 'case')));
  if (values.includes('')) {
    const any = carrying({ sql: '1', params: [] });
    parts.push({
      sql: `(m.message_key IN (SELECT message_key FROM headers_read) AND NOT ${any.sql})`,
      params: any.params,
    });
  }
  return {
    sql: `(${parts.map(({ sql }) => sql).join(' OR ')})`,
    params: parts.flatMap(({ params }) => params),
  };
}

/** Of the messages whose error text is known; '' stands for those that have none. */
function errorCondition(values: readonly string[], keys: string | undefined, sign: '+' | ''): Condition {
  const parts: Condition[] = [];
  const found =
    keys === undefined ? errorTexts(values) : { sql: 'SELECT value FROM json_each(?)', params: [keys] };
  if (found) parts.push({ sql: `${sign}m.message_key IN (${found.sql})`, params: found.params });
  if (values.includes(''))
    parts.push({ sql: 'm.message_key NOT IN (SELECT message_key FROM message_errors)', params: [] });
  return parts.length === 0 ? nothing : parts.reduce(eitherOf);
}

/** Selects the keys of messages in whose error text one of the values stands; `undefined` where there is none to look for. */
export function errorTexts(values: readonly string[]): Condition | undefined {
  const some = values.filter((value) => value !== '');
  if (some.length === 0) return undefined;
  const like = some.map(() => "text LIKE ? ESCAPE '\\'").join(' OR ');
  return {
    sql: `SELECT message_key FROM error_texts WHERE (${like})`,
    params: some.map((value) => `%${wildcard(value)}%`),
  };
}

/** Counts, as `total`, where a filter asks for error texts within a time and for nothing else; `undefined` where it asks for more. */
export function errorCount(
  { statuses, flows, terms = [], text, errorGroup }: MessageFilter,
  { from, to }: Interval,
): Condition | undefined {
  const [term, ...others] = terms;
  if (term?.field !== 'error' || term.not === true || term.values.includes('')) return undefined;
  const isAll = others.length + statuses.length + flows.length === 0;
  const texts =
    isAll && errorGroup === undefined && likePattern(text) === undefined && errorTexts(term.values);
  if (!texts) return undefined;
  return {
    sql: `SELECT count(*) AS total FROM (${texts.sql} AND start >= ? AND start < ?)`,
    params: [...texts.params, from, to],
  };
}

function eitherOf(a: Condition, b: Condition): Condition {
  return { sql: `(${a.sql} OR ${b.sql})`, params: [...a.params, ...b.params] };
}

export function allOf(parts: readonly Condition[]): Condition {
  return {
    sql: parts.map(({ sql }) => sql).join(' AND ') || '1',
    params: parts.flatMap(({ params }) => params),
  };
}

const nothing: Condition = { sql: '1', params: [] };

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
