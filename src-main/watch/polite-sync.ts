import { setTimeout } from 'node:timers/promises';

import { minute } from '../../src-shared/durations.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { Job } from '../../src-shared/model/jobs.ts';
import type { TimeRange } from '../../src-shared/model/messages.ts';
import type { Session } from '../connections/session.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { untilCancelled } from '../sap/until-cancelled.ts';

interface Syncs {
  /** Without an id nothing was started. */
  sync(wanted: {
    readonly connectionId: string;
    readonly range: TimeRange;
  }): Promise<{ readonly jobId: string | undefined }>;
}

const longestWait = 2 * minute;

/**
 * Loads a range by the sync of the lists. One that a person started goes on undisturbed: it reads the newest first, so after a moment the
 * library knows what is to be known.
 */
export async function politeSync(
  jobs: Pick<Jobs, 'list' | 'ended'>,
  messages: Syncs,
  { connection }: Session,
  range: TimeRange,
  signal: AbortSignal,
): Promise<void> {
  const running = (kind: Job['kind']): Job | undefined =>
    jobs
      .list()
      .find((job) => job.kind === kind && job.connectionId === connection.id && job.state === 'running');
  const wait = (id: string): Promise<unknown> =>
    Promise.race([
      untilCancelled(jobs.ended(id), signal),
      setTimeout(longestWait, undefined, { ref: false, signal }),
    ]);
  const other = running('messages-sync');
  if (other) {
    await wait(other.id);
  } else {
    const { jobId } = await messages.sync({ connectionId: connection.id, range });
    const job = jobId === undefined ? undefined : await untilCancelled(jobs.ended(jobId), signal);
    if (job?.error) throw AppError.from(job.error);
  }
  const texts = running('error-texts');
  if (texts) await wait(texts.id);
}
