import { AppError } from '../../src-shared/errors.ts';
import type { ExpectedBody, ReadRequest, TenantClient } from '../sap/tenant-client.ts';
import { untilCancelled } from '../sap/until-cancelled.ts';
import type { Jobs } from './jobs.ts';

/** Far above what a tenant hands out, and below what fills a disk unseen. */
export const largestDownload = 1024 * 1024 * 1024;

export interface Download {
  readonly connectionId: string;
  /** What is saved, as the person knows it. */
  readonly name: string;
  readonly file: string;
  readonly request: Omit<ReadRequest, 'signal' | 'priority'>;
  readonly shape: ExpectedBody['shape'];
}

/**
 * Saves an answer of the tenant to a file as a job and waits for its end. Where `signal` gives up waiting, the job goes on: it is
 * cancelled by its own id. Throws what the client throws, and `request.cancelled`.
 */
export async function download(
  jobs: Jobs,
  client: TenantClient,
  { connectionId, name, file, request, shape }: Download,
  signal: AbortSignal,
): Promise<{ file: string }> {
  const jobId = jobs.start({
    kind: 'download',
    connectionId,
    title: `Download of ${name}`,
    key: `download ${connectionId} ${request.path} ${file}`,
    run: (job) =>
      client.save({ ...request, priority: 'interactive', signal: job.signal }, file, {
        limit: largestDownload,
        shape,
        progress: (done, total) => job.progress(done, total),
      }),
  });
  const job = await untilCancelled(jobs.ended(jobId), signal);
  if (job?.error) throw AppError.from(job.error);
  if (job?.state !== 'done') throw new AppError('request.cancelled', 'The download was cancelled.');
  return { file };
}
