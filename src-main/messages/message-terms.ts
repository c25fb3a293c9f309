import type { MessageTerm, TermField } from '../../src-shared/model/messages.ts';
import type { SqlValue } from '../library/library.ts';

/** SQL for use after WHERE, with what it binds. */
export interface Condition {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** Columns of `messages` that are compared as they stand. */
const columns = {
  status: 'status',
  customStatus: 'custom_status',
  sender: 'sender',
  receiver: 'receiver',
  logLevel: 'log_level',
  applicationMessageType: 'application_type',
  messageGuid: 'guid',
  correlationId: 'correlation_id',
  applicationMessageId: 'application_id',
  transaction: 'transaction_id',
} as const satisfies Partial<Record<TermField, string>>;

/** Each of them has an index that minds case. */
const ids: readonly TermField[] = ['messageGuid', 'correlationId', 'applicationMessageId', 'transaction'];

/** A term as a condition on `messages m`. */
export function termCondition(term: MessageTerm): Condition {
  const { sql, params } = included(term);
  return { sql: term.not === true ? `NOT (${sql})` : sql, params };
}

/** Never NULL, so that NOT of it is what it says. */
function included(term: MessageTerm): Condition {
  switch (term.field) {
    case 'duration':
      return durationCondition(term.from, term.to);
    case 'header':
      return headerCondition(term.name, term.values);
    case 'error':
      return errorCondition(term.values);
    case 'flow':
      return flowCondition('m.flow', term.values);
    case 'package': {
      const of = anyOf(['package_id', 'package_name'], term.values, ' COLLATE NOCASE');
      return { sql: `m.flow IN (SELECT flow_key FROM flows WHERE ${of.sql})`, params: of.params };
    }
    default: {
      const mindsCase = ids.includes(term.field);
      return anyOf([`m.${columns[term.field]}`], term.values, mindsCase ? '' : ' COLLATE NOCASE');
    }
  }
}

/** Messages of flows whose id or name is one of these. `column` holds the flow's key. */
export function flowCondition(column: string, flows: readonly string[]): Condition {
  const of = anyOf(['id', 'name'], flows, ' COLLATE NOCASE');
  return { sql: `${column} IN (SELECT flow_key FROM flows WHERE ${of.sql})`, params: of.params };
}

/** Whether one of the columns has one of the values; 0 or 1. */
function anyOf(of: readonly string[], values: readonly string[], collation: string): Condition {
  const whole = values.filter((value) => value !== '' && !value.includes('*'));
  const patterns = values.filter((value) => value.includes('*'));
  const parts: string[] = [];
  const params: SqlValue[] = [];
  for (const column of of) {
    if (whole.length > 0) {
      const list = whole.map(() => '?').join(', ');
      parts.push(`(${column} IS NOT NULL AND ${column}${collation} IN (${list}))`);
      params.push(...whole);
    }
    for (const pattern of patterns) {
      parts.push(`(${column} IS NOT NULL AND ${column} LIKE ? ESCAPE '\\')`);
      params.push(wildcard(pattern));
    }
  }
  if (values.includes(''))
    parts.push(`(${of.map((column) => `coalesce(${column}, '') = ''`).join(' AND ')})`);
  return { sql: parts.length === 1 ? (parts[0] ?? '0') : `(${parts.join(' OR ') || '0'})`, params };
}

/** `*` is the only sign that stands for others. */
export function wildcard(pattern: string): string {
  return pattern.replaceAll(/[\\%_]/g, '\\$&').replaceAll('*', '%');
}

function durationCondition(from: number | undefined, to: number | undefined): Condition {
  const parts = ['m."end" IS NOT NULL'];
  const params: SqlValue[] = [];
  if (from !== undefined) {
    parts.push('m."end" - m.start >= ?');
    params.push(from);
  }
  if (to !== undefined) {
    parts.push('m."end" - m.start < ?');
    params.push(to);
  }
  return { sql: `(${parts.join(' AND ')})`, params };
}

/** Of the messages whose headers are known. */
function headerCondition(name: string, values: readonly string[]): Condition {
  const known = 'SELECT message_key FROM headers_read';
  const carrying = (where: Condition): Condition => ({
    sql: `m.message_key IN (SELECT h.message_key FROM message_headers h
      WHERE h.name = (SELECT name_key FROM header_names WHERE name = ?) AND ${where.sql})`,
    params: [name, ...where.params],
  });
  const some = values.filter((value) => value !== '');
  const parts: Condition[] = [];
  if (some.length > 0) parts.push(carrying(anyOf(['h.value'], some, '')));
  if (values.includes('')) {
    const any = carrying({ sql: '1', params: [] });
    parts.push({ sql: `(m.message_key IN (${known}) AND NOT ${any.sql})`, params: any.params });
  }
  return {
    sql: `(${parts.map(({ sql }) => sql).join(' OR ')})`,
    params: parts.flatMap(({ params }) => params),
  };
}

/** Of the messages whose error text is known; '' stands for those that have none. */
function errorCondition(values: readonly string[]): Condition {
  const parts: string[] = [];
  const params: SqlValue[] = [];
  const some = values.filter((value) => value !== '');
  if (some.length > 0) {
    const like = some.map(() => "json_extract(p.value, '$.text') LIKE ? ESCAPE '\\'").join(' OR ');
    parts.push(`m.message_key IN (SELECT e.message_key FROM message_errors e JOIN messages t ON t.message_key = e.message_key
      JOIN message_parts p ON p.guid = t.guid AND p.part = 'error' WHERE ${like})`);
    params.push(...some.map((value) => `%${wildcard(value)}%`));
  }
  if (values.includes('')) parts.push('m.message_key NOT IN (SELECT message_key FROM message_errors)');
  return { sql: `(${parts.join(' OR ')})`, params };
}
