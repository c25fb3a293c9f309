import type { AppError } from '../../src-shared/errors.ts';
import type { Interval } from '../../src-shared/messages/intervals.ts';
import { concernsOneThing } from '../content/tolerance.ts';
import { inParallel } from '../jobs/in-parallel.ts';
import type { JobRun } from '../jobs/jobs.ts';
import type { Library, SqlValue } from '../library/library.ts';
import { entityPath } from '../sap/odata/address.ts';
import type { TenantClient } from '../sap/tenant-client.ts';
import { FailureQueries } from './failure-queries.ts';

/** Texts that are kept together: what a crash costs at most. */
const piece = 50;
const parallel = 4;
const longestText = 1024 * 1024;
/** For some seconds after a failure the text is not ready (catalogue 2.5): none is believed only after this many ms. */
const settled = 120_000;

export interface ErrorTextsOptions {
  readonly client: TenantClient;
  readonly library: Library;
  readonly now: () => number;
  /** Told after every piece. */
  readonly changed: () => void;
}

/**
 * Reads the error texts of failed messages, newest first, one request each, behind everything a person waits for. What was read is kept piece by piece, so
 * that a reading that ended early goes on where it was; each piece is signed at once.
 */
export class ErrorTexts {
  readonly #options: ErrorTextsOptions;
  readonly #queries: FailureQueries;

  constructor(options: ErrorTextsOptions) {
    this.#options = options;
    this.#queries = new FailureQueries(options.library);
  }

  /** At most `most` texts. Throws what the client or the library throws, unless it concerns one message alone. */
  async read(range: Interval, most: number, retriesRefused: boolean, job: JobRun): Promise<void> {
    const wanted = await this.#queries.without(range, most, retriesRefused, job.signal);
    job.progress(0, wanted.length);
    for (let at = 0; at < wanted.length; at += piece) {
      const rows: (readonly SqlValue[])[] = [];
      try {
        await inParallel(wanted.slice(at, at + piece), parallel, async (message) => {
          const row = await this.#one(message, job.signal);
          if (row) rows.push(row);
        });
      } finally {
        await this.#keep(rows);
      }
      await this.#options.library.signErrors(job.signal);
      job.progress(Math.min(wanted.length, at + piece), wanted.length);
      this.#options.changed();
    }
  }

  /** A row of `message_parts`; `undefined` where nothing can be said yet. */
  async #one(
    { guid, end }: { guid: string; end: number | null },
    signal: AbortSignal,
  ): Promise<readonly SqlValue[] | undefined> {
    const { client, now } = this.#options;
    const path = `${entityPath('MessageProcessingLogs', guid)}/ErrorInformation/$value`;
    try {
      const answer = await client.text({ path, area: 'messages', signal }, longestText);
      if (answer && answer.text !== '') return [guid, now(), JSON.stringify({ text: answer.text }), null];
      return end !== null && now() - end > settled ? [guid, now(), null, null] : undefined;
    } catch (fault) {
      if (!concernsOneThing(fault) || isAboutAll(fault)) throw fault;
      return [guid, now(), null, JSON.stringify(fault.toData())];
    }
  }

  async #keep(rows: readonly (readonly SqlValue[])[]): Promise<void> {
    if (rows.length === 0) return;
    await this.#options.library.write([
      {
        sql: `INSERT INTO message_parts (guid, part, read_at, value, error) VALUES (?, 'error', ?, ?, ?)
          ON CONFLICT (guid, part) DO UPDATE SET read_at = excluded.read_at,
            value = CASE WHEN excluded.error IS NULL THEN excluded.value ELSE value END,
            error = CASE WHEN value IS NULL THEN excluded.error END`,
        rows,
      },
    ]);
  }
}

/** A role that is missing for one text is missing for all. */
function isAboutAll(fault: AppError): boolean {
  return fault.code === 'auth.forbidden' || fault.code === 'tenant.not-implemented';
}
