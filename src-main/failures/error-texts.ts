import type { AppError } from '../../src-shared/errors.ts';
import type { Interval } from '../../src-shared/messages/intervals.ts';
import { inParallel } from '../jobs/in-parallel.ts';
import type { JobRun } from '../jobs/jobs.ts';
import type { Library } from '../library/library.ts';
import { type FailedPart, keepParts, type ReadPart } from '../messages/kept-parts.ts';
import { entityPath } from '../sap/odata/address.ts';
import type { TenantClient } from '../sap/tenant-client.ts';
import { concernsOneThing } from '../sap/tolerance.ts';
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
      const parts: (ReadPart | FailedPart)[] = [];
      try {
        await inParallel(wanted.slice(at, at + piece), parallel, async (message) => {
          const part = await this.#one(message, job.signal);
          if (part) parts.push(part);
        });
      } finally {
        await this.#options.library.write(keepParts(parts));
      }
      await this.#options.library.signErrors(job.signal);
      job.progress(Math.min(wanted.length, at + piece), wanted.length);
      this.#options.changed();
    }
  }

  /** `undefined` where nothing can be said yet. */
  async #one(
    { guid, end }: { guid: string; end: number | null },
    signal: AbortSignal,
  ): Promise<ReadPart | FailedPart | undefined> {
    const { client, now } = this.#options;
    const path = `${entityPath('MessageProcessingLogs', guid)}/ErrorInformation/$value`;
    const part = { guid, part: 'error' };
    try {
      const answer = await client.text({ path, area: 'messages', signal }, longestText);
      if (answer && answer.text !== '') return { ...part, at: now(), value: { text: answer.text } };
      return end !== null && now() - end > settled ? { ...part, at: now(), value: undefined } : undefined;
    } catch (fault) {
      if (!concernsOneThing(fault) || isAboutAll(fault)) throw fault;
      return { ...part, at: now(), fault };
    }
  }
}

/** A role that is missing for one text is missing for all. */
function isAboutAll(fault: AppError): boolean {
  return fault.code === 'auth.forbidden' || fault.code === 'tenant.not-implemented';
}
