import { describe, expect, it, vi } from 'vitest';

import { Jobs, type JobStart } from '../../../../src-main/jobs/jobs.ts';
import { AppError } from '../../../../src-shared/errors.ts';

const logFault = vi.fn(() => 'REF1');
const create = () => new Jobs({ changed: () => undefined, logFault });
const start = (run: JobStart['run']): JobStart => ({
  kind: 'content-sync',
  connectionId: 'one',
  title: 'Packages',
  key: 'content one',
  run,
});

describe('Jobs', () => {
  it('logs an unexpected fault and names its reference', async () => {
    const fault = new TypeError('boom');
    const jobs = create();
    const id = jobs.start(start(() => Promise.reject(fault)));
    expect(await jobs.ended(id)).toMatchObject({
      state: 'failed',
      error: { code: 'internal', facts: { reference: 'REF1' } },
    });
    expect(logFault).toHaveBeenCalledExactlyOnceWith('job content-sync', fault);
  });

  it('hands on what is known without the log', async () => {
    logFault.mockClear();
    const jobs = create();
    const id = jobs.start(start(() => Promise.reject(new AppError('network.offline', 'offline'))));
    expect(await jobs.ended(id)).toMatchObject({ state: 'failed', error: { code: 'network.offline' } });
    expect(logFault).not.toHaveBeenCalled();
  });

  it('joins the one that runs, and ends as cancelled where it was cancelled', async () => {
    const jobs = create();
    const run = vi.fn<JobStart['run']>(
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(signal.reason as Error);
          });
        }),
    );
    const id = jobs.start(start(run));
    expect(jobs.start(start(run))).toBe(id);
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1));
    jobs.cancelOf('another');
    expect(jobs.list()).toMatchObject([{ id, state: 'running' }]);
    jobs.cancelOf('one');
    expect(await jobs.ended(id)).toMatchObject({ state: 'cancelled', error: undefined });
  });
});
