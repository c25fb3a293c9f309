import { day } from '../../src-shared/durations.ts';
import type { Interval } from '../../src-shared/messages/intervals.ts';
import { failedStatuses, type FailureExample, longestExample } from '../../src-shared/model/failures.ts';
import type { Library, Row, SqlValue } from '../library/library.ts';
import { sumCondition, sums } from '../messages/message-sums.ts';
import type { Condition } from '../messages/message-terms.ts';

/** Messages of one signature, flow and receiver in one piece of the range. */
export interface Counted extends Row {
  readonly signature: string;
  readonly flow: number;
  readonly receiver: string | null;
  readonly piece: number;
  readonly total: number;
  readonly first: number;
  readonly last: number;
}

/** What the library knows of a signature at any time. */
export interface EverSeen extends Row {
  readonly signature: string;
  readonly title: string;
  readonly first: number;
  /** The last time before the day in question. */
  readonly before: number | null;
  readonly note: string | null;
  readonly marked_at: number | null;
}

/** Reads of error groups from a library. */
export class FailureQueries {
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  /** One pass over the failed messages of the range; `pieces` equal pieces of it are counted apart. */
  counted(range: Interval, flows: readonly string[], pieces: number, signal: AbortSignal) {
    const where = failedWithin(range, flows);
    const length = Math.max(1, range.to - range.from);
    return this.#library.all<Counted>(
      `SELECT e.signature, m.flow, m.receiver, CAST(min(${pieces} - 1, ((m.start - ?) * ${pieces}) / ?) AS INTEGER) AS piece,
         count(*) AS total, min(m.start) AS first, max(m.start) AS last
       FROM messages m JOIN message_errors e ON e.message_key = m.message_key
       WHERE e.signature IS NOT NULL AND ${where.sql} GROUP BY 1, 2, 3, 4`,
      [range.from, length, ...where.params],
      signal,
    );
  }

  /** Of all signatures: titles, notes, and whether they were seen before `dayStart`. */
  everSeen(dayStart: number, signal: AbortSignal) {
    return this.#library.all<EverSeen>(
      `SELECT s.signature, s.title, k.note, k.marked_at, min(m.start) AS first,
         max(CASE WHEN m.start < ? THEN m.start END) AS before
       FROM error_signatures s
       JOIN message_errors e ON e.signature = s.signature
       JOIN messages m ON m.message_key = e.message_key
       LEFT JOIN known_errors k ON k.signature = s.signature
       GROUP BY s.signature`,
      [dayStart],
      signal,
    );
  }

  async flowNames(signal: AbortSignal): Promise<ReadonlyMap<number, { id: string; name: string }>> {
    const rows = await this.#library.all<{ flow_key: number; id: string; name: string }>(
      'SELECT flow_key, id, name FROM flows',
      [],
      signal,
    );
    return new Map(rows.map(({ flow_key: key, id, name }) => [key, { id, name: name === '' ? id : name }]));
  }

  /** The beginning of what the library holds; `undefined`: nothing is loaded. */
  async loadedSince(signal: AbortSignal): Promise<number | undefined> {
    const row = await this.#library.get<{ since: number | null }>(
      'SELECT min(from_time) AS since FROM loaded_intervals',
      [],
      signal,
    );
    return row?.since ?? undefined;
  }

  /** Whether the text of whatever failed was asked for: one that is not known yet may be of any group. */
  async areTextsAsked(range: Interval, signal: AbortSignal): Promise<boolean> {
    const where = failedWithin(range, []);
    const row = await this.#library.get<{ open: number }>(
      `SELECT EXISTS (SELECT 1 FROM messages m WHERE ${where.sql}
         AND NOT EXISTS (SELECT 1 FROM message_parts p WHERE p.guid = m.guid AND p.part = 'error')) AS open`,
      where.params,
      signal,
    );
    return row?.open !== 1;
  }

  /** Failed messages of the range, and those of them whose text was asked for. */
  async texts(
    range: Interval,
    flows: readonly string[],
    signal: AbortSignal,
  ): Promise<{ messages: number; known: number; withoutText: number }> {
    const from = sums(range);
    const counted = sumCondition({ statuses: failedStatuses, flows }, true);
    const where = failedWithin(range, flows);
    const [all, asked] = await Promise.all([
      this.#library.get<{ total: number | null }>(
        `SELECT sum(total) AS total FROM ${from.sql} WHERE ${counted.sql}`,
        [...from.params, ...counted.params],
        signal,
      ),
      this.#library.get<{ known: number; without: number | null }>(
        `SELECT count(*) AS known, sum(p.value IS NULL) AS without FROM messages m
         JOIN message_parts p ON p.guid = m.guid AND p.part = 'error' AND p.error IS NULL WHERE ${where.sql}`,
        where.params,
        signal,
      ),
    ]);
    return { messages: all?.total ?? 0, known: asked?.known ?? 0, withoutText: asked?.without ?? 0 };
  }

  async example(
    signature: string,
    range: Interval,
    flows: readonly string[],
    signal: AbortSignal,
  ): Promise<FailureExample | undefined> {
    const where = failedWithin(range, flows);
    const row = await this.#library.get<{
      guid: string;
      start: number;
      name: string;
      text: string;
      length: number;
    }>(
      `SELECT m.guid, m.start, f.name, substr(json_extract(p.value, '$.text'), 1, ${longestExample}) AS text,
         length(json_extract(p.value, '$.text')) AS length
       FROM message_errors e JOIN messages m ON m.message_key = e.message_key
       JOIN flows f ON f.flow_key = m.flow JOIN message_parts p ON p.guid = m.guid AND p.part = 'error'
       WHERE e.signature = ? AND ${where.sql} ORDER BY m.start DESC LIMIT 1`,
      [signature, ...where.params],
      signal,
    );
    if (!row) return undefined;
    const { guid, start, name, text, length } = row;
    return { messageGuid: guid, flowName: name, start, text, isCut: length > longestExample };
  }

  /**
   * Failed messages of the range whose text is not known, newest first. A text that was read before the message came to its end is not its
   * text any more; what was refused is tried again where `refused` says so.
   */
  async without(
    range: Interval,
    limit: number,
    refused: boolean,
    signal: AbortSignal,
  ): Promise<readonly { guid: string; end: number | null }[]> {
    const where = failedWithin(range, []);
    return this.#library.all<{ guid: string; end: number | null }>(
      `SELECT m.guid, m."end" FROM messages m
       LEFT JOIN message_parts p ON p.guid = m.guid AND p.part = 'error'
       WHERE ${where.sql} AND (p.guid IS NULL OR p.read_at < m."end"${refused ? ' OR p.error IS NOT NULL' : ''})
       ORDER BY m.start DESC LIMIT ?`,
      [...where.params, limit],
      signal,
    );
  }
}

/** Where "yesterday" ends for a range: its end, or now where that is earlier. */
export function lastDayOf(range: Interval, now: number): Interval {
  const to = Math.min(range.to, now);
  return { from: to - day, to };
}

function failedWithin({ from, to }: Interval, flows: readonly string[]): Condition {
  const params: SqlValue[] = [JSON.stringify(failedStatuses), from, to];
  const ofFlows =
    flows.length === 0
      ? ''
      : ' AND m.flow IN (SELECT flow_key FROM flows WHERE id IN (SELECT value FROM json_each(?)))';
  if (flows.length > 0) params.push(JSON.stringify(flows));
  return {
    // Says so expressly, because SQLite uses the small index of unusual statuses only then.
    sql: `m.status IN (SELECT value FROM json_each(?)) AND m.status <> 'COMPLETED' AND m.start >= ? AND m.start < ?${ofFlows}`,
    params,
  };
}
