import { withoutField } from '../../src-shared/messages/filter-terms.ts';
import type { MessageFilter } from '../../src-shared/model/messages.ts';
import type { FacetQuestion, Facets, FacetValue } from '../../src-shared/model/queries.ts';
import type { Sessions } from '../connections/session.ts';
import { likePattern } from '../library/sql-text.ts';
import { condition, interval, needsRows } from '../messages/message-rows.ts';
import { sumCondition, sums } from '../messages/message-sums.ts';
import type { Condition } from '../messages/message-terms.ts';
import { tenantNow } from '../messages/tenant-now.ts';

/** Values that are shown at once. */
const most = 200;

/** What a kind says of a field: its value and what a person calls it. */
const ofKind = {
  status: ['c.status', 'c.status'],
  customStatus: ['c.custom_status', 'c.custom_status'],
  flow: ['f.id', 'max(f.name)'],
  package: ['f.package_id', 'max(f.package_name)'],
  sender: ['c.sender', 'c.sender'],
  receiver: ['c.receiver', 'c.receiver'],
  applicationMessageType: ['c.application_type', 'c.application_type'],
  logLevel: ['c.log_level', 'c.log_level'],
} as const;

interface Question extends FacetQuestion {
  readonly connectionId: string;
  readonly filter: MessageFilter;
}

/** Numbers beside the values of a field, before one is chosen. */
export class MessageFacets {
  readonly #sessions: Sessions;
  readonly #now: () => number;

  constructor(sessions: Sessions, now: () => number) {
    this.#sessions = sessions;
    this.#now = now;
  }

  async facets(question: Question, signal: AbortSignal): Promise<Facets> {
    const { connectionId, field, header } = question;
    const { library, client } = await this.#sessions.get(connectionId);
    const now = tenantNow(client, this.#now)();
    const filter = field === 'headerName' ? question.filter : withoutField(question.filter, field, header);
    const { sql, params } =
      field === 'headerName' || field === 'header'
        ? this.#ofHeaders(question, filter, now)
        : this.#ofKinds(ofKind[field], filter, now);
    const pattern = likePattern(question.text);
    const fits = pattern === undefined ? '1' : "(value LIKE ? ESCAPE '\\' OR title LIKE ? ESCAPE '\\')";
    const rows = await library.all<{ value: string; title: string; count: number }>(
      `SELECT value, title, count FROM (${sql}) WHERE ${fits} ORDER BY count DESC, title, value LIMIT ${most + 1}`,
      [...params, ...(pattern === undefined ? [] : [pattern, pattern])],
      signal,
    );
    const values = rows.slice(0, most).map((row): FacetValue => ({ ...row, title: row.title || row.value }));
    return { values, isCut: rows.length > most };
  }

  /** From sums alone where the other conditions allow it. */
  #ofKinds([value, title]: readonly [string, string], filter: MessageFilter, now: number): Condition {
    if (needsRows(filter)) {
      const where = condition(filter, now, true);
      return grouped(
        value,
        title,
        `(SELECT k.*, n.total FROM (SELECT m.kind, count(*) AS total FROM messages m WHERE ${where.sql} GROUP BY +m.kind) n
          JOIN message_kinds k ON k.kind = n.kind)`,
        where.params,
      );
    }
    const from = sums(interval(filter.range, now));
    const where = sumCondition(filter, true);
    return grouped(value, title, `(SELECT * FROM ${from.sql} WHERE ${where.sql})`, [
      ...from.params,
      ...where.params,
    ]);
  }

  /** Of the messages whose headers are known. */
  #ofHeaders({ field, header = '' }: Question, filter: MessageFilter, now: number): Condition {
    const where = condition(filter, now, true);
    const isName = field === 'headerName';
    const value = isName ? 'n.name' : 'h.value';
    return {
      sql: `SELECT ${value} AS value, ${value} AS title, count(DISTINCT h.message_key) AS count
        FROM message_headers h JOIN header_names n ON n.name_key = h.name JOIN messages m ON m.message_key = h.message_key
        WHERE ${isName ? '1' : 'n.name = ?'} AND ${where.sql} GROUP BY 1`,
      params: [...(isName ? [] : [header]), ...where.params],
    };
  }
}

function grouped(value: string, title: string, from: string, params: Condition['params']): Condition {
  return {
    sql: `SELECT ${value} AS value, ${title} AS title, sum(c.total) AS count
      FROM ${from} c JOIN flows f ON f.flow_key = c.flow GROUP BY 1`,
    params,
  };
}
