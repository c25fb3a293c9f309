import { replaceTerm, without } from '../../src-shared/messages/filter-terms.ts';
import { type MessageFilter, type MessageTerm, type NameValue } from '../../src-shared/model/messages.ts';
import type { Known, KnownDetails } from '../../src-shared/model/queries.ts';
import type { Session, Sessions } from '../connections/session.ts';
import { inParallel } from '../jobs/in-parallel.ts';
import type { JobRun, Jobs } from '../jobs/jobs.ts';
import { throttled } from '../jobs/throttled.ts';
import type { Library } from '../library/library.ts';
import { type FailedPart, keepParts, type ReadPart } from '../messages/kept-parts.ts';
import { type MessageLog, readMessageLog, selectedProperties } from '../messages/message-log.ts';
import { condition, interval } from '../messages/message-rows.ts';
import type { Condition } from '../messages/message-terms.ts';
import { MessageWriter } from '../messages/message-writer.ts';
import { customHeader } from '../messages/name-values.ts';
import { tenantNow } from '../messages/tenant-now.ts';
import { sentPerSecond } from '../sap/limits.ts';
import { entityPath, textLiteral } from '../sap/odata/address.ts';
import { datetimeLiteral } from '../sap/odata/dates.ts';
import { concernsOneThing } from '../sap/tolerance.ts';

export interface HeaderAnswersOptions {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly messagesChanged: (connectionId: string) => void;
  readonly now: () => number;
}

interface OfFilter {
  readonly connectionId: string;
  readonly filter: MessageFilter;
}

/** Headers that are kept together: what a crash costs at most. */
const piece = 200;
const parallel = 4;
/** Messages that the tenant's answer brings at most. */
const mostFound = 10_000;
/** Statuses that have no error information (catalogue 2.5). */
const withoutError = "('COMPLETED', 'DISCARDED', 'PROCESSING')";

/** What the library knows of custom headers and error texts, and the two ways to know more of headers. */
export class HeaderAnswers {
  readonly #options: HeaderAnswersOptions;
  readonly #running = new Map<string, string>();

  constructor(options: HeaderAnswersOptions) {
    this.#options = options;
  }

  async known({ connectionId, filter }: OfFilter, signal: AbortSignal): Promise<Known> {
    const { library, client } = await this.#options.sessions.get(connectionId);
    const now = tenantNow(client, this.#options.now)();
    const asks = (field: MessageTerm['field']): boolean =>
      filter.terms?.some((term) => term.field === field) === true;
    const others = withoutDetails(filter);
    const [headers, errors] = await Promise.all([
      asks('header')
        ? this.#known(library, condition(others, now, true), 'headers_read', '1', signal)
        : undefined,
      asks('error') || filter.errorGroup !== undefined
        ? this.#known(
            library,
            condition(others, now, true),
            'message_errors',
            `m.status NOT IN ${withoutError}`,
            signal,
          )
        : undefined,
    ]);
    return { headers, errors, perSecond: sentPerSecond('messages'), jobId: this.#running.get(connectionId) };
  }

  /** `filterCustomHeaderProperties`, with the bounds of the range (catalogue 2.5). Throws what the client throws. */
  async ask(
    { connectionId, filter, name, value }: OfFilter & { readonly name: string; readonly value: string },
    signal: AbortSignal,
  ): Promise<{ found: number }> {
    const { client, library } = await this.#options.sessions.get(connectionId);
    const { from, to } = interval(filter.range, tenantNow(client, this.#options.now)());
    const query = {
      $filter: `LogStart ge ${datetimeLiteral(from)} and LogStart lt ${datetimeLiteral(to)}`,
      filterCustomHeaderProperties: `${textLiteral(name)} eq ${textLiteral(value)}`,
      $select: selectedProperties,
    };
    const logs: MessageLog[] = [];
    const request = {
      path: 'MessageProcessingLogs',
      query,
      area: 'messages',
      priority: 'interactive',
      signal,
    } as const;
    for await (const { entities } of client.pages(request, readMessageLog)) {
      logs.push(...entities);
      if (logs.length >= mostFound) break;
    }
    if (logs.length > 0) {
      await library.write([
        ...(await MessageWriter.of(library).statements(logs)),
        { sql: 'INSERT OR IGNORE INTO header_names (name) VALUES (?)', params: [name] },
        {
          sql: `INSERT OR IGNORE INTO message_headers (name, value, message_key)
            SELECT n.name_key, ?, m.message_key FROM header_names n, messages m WHERE n.name = ? AND m.guid = ?`,
          rows: logs.map(({ guid }) => [value, name, guid]),
        },
      ]);
      this.#options.messagesChanged(connectionId);
    }
    return { found: logs.length };
  }

  /** Newest first; what was read is kept piece by piece, so that a reading that ended early goes on where it was. */
  async read({ connectionId, filter }: OfFilter): Promise<{ jobId: string }> {
    const session = await this.#options.sessions.get(connectionId);
    const { jobs, messagesChanged, now } = this.#options;
    const others = withoutDetails(filter);
    const where = condition(others, tenantNow(session.client, now)(), true);
    const jobId = jobs.start({
      kind: 'custom-headers',
      connectionId,
      title: 'Custom headers',
      key: `custom headers ${connectionId} ${JSON.stringify(others)}`,
      run: async (job) => {
        try {
          await this.#readAll(session, where, job);
        } finally {
          // Another filter of the same connection may be read meanwhile.
          if (this.#running.get(connectionId) === jobId) this.#running.delete(connectionId);
          messagesChanged(connectionId);
        }
      },
    });
    this.#running.set(connectionId, jobId);
    messagesChanged(connectionId);
    return { jobId };
  }

  async #readAll(session: Session, where: Condition, job: JobRun): Promise<void> {
    const { library, connection } = session;
    const changed = throttled(() => {
      this.#options.messagesChanged(connection.id);
    });
    const missing = `${where.sql} AND m.message_key NOT IN (SELECT message_key FROM headers_read)`;
    const count = await library.get<{ n: number }>(
      `SELECT count(*) AS n FROM messages m WHERE ${missing}`,
      where.params,
      job.signal,
    );
    const total = count?.n ?? 0;
    job.progress(0, total);
    let done = 0;
    // By key, which grows as messages come in. What is refused stays unknown, and is not asked for twice.
    for (let before = Number.MAX_SAFE_INTEGER; ;) {
      const wanted = await library.all<{ guid: string; message_key: number }>(
        `SELECT m.guid, m.message_key FROM messages m WHERE ${missing} AND m.message_key < ?
         ORDER BY m.message_key DESC LIMIT ${piece}`,
        [...where.params, before],
        job.signal,
      );
      const oldest = wanted.at(-1);
      if (!oldest) return;
      before = oldest.message_key;
      const parts: (ReadPart | FailedPart)[] = [];
      try {
        await inParallel(wanted, parallel, async ({ guid }) => {
          parts.push(await this.#readOne(session, guid, job.signal));
        });
      } finally {
        await library.write(keepParts(parts));
      }
      done += wanted.length;
      job.progress(done, Math.max(total, done));
      changed();
    }
  }

  async #readOne({ client }: Session, guid: string, signal: AbortSignal): Promise<ReadPart | FailedPart> {
    const { now } = this.#options;
    const path = `${entityPath('MessageProcessingLogs', guid)}/CustomHeaderProperties`;
    const part = { guid, part: 'customHeaders' };
    const headers: NameValue[] = [];
    try {
      for await (const { entities } of client.pages({ path, area: 'messages', signal }, customHeader))
        headers.push(...entities);
      return { ...part, at: now(), value: headers };
    } catch (fault) {
      if (!concernsOneThing(fault) || fault.code === 'auth.forbidden') throw fault;
      return { ...part, at: now(), fault };
    }
  }

  async #known(
    library: Library,
    where: Condition,
    table: 'headers_read' | 'message_errors',
    which: string,
    signal: AbortSignal,
  ): Promise<KnownDetails> {
    const row = await library.get<{ messages: number; known: number | null }>(
      `SELECT count(*) AS messages, count(d.message_key) AS known FROM messages m
       LEFT JOIN ${table} d ON d.message_key = m.message_key WHERE ${where.sql} AND ${which}`,
      where.params,
      signal,
    );
    return { messages: row?.messages ?? 0, known: row?.known ?? 0 };
  }
}

/** Without what asks for details of messages. */
function withoutDetails({ range, ...filter }: MessageFilter): MessageFilter {
  let conditions: Omit<MessageFilter, 'range'> = filter;
  for (let at = (filter.terms?.length ?? 0) - 1; at >= 0; at -= 1) {
    const field = filter.terms?.[at]?.field;
    if (field === 'header' || field === 'error') conditions = replaceTerm(conditions, at, undefined);
  }
  return { range, ...without(conditions, 'errorGroup') };
}
