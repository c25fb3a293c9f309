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

function held(): { readonly promise: Promise<void>; readonly release: () => void } {
  let release: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { promise, release };
}

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

  it('starts anew what was cancelled and has not ended, and not before that has', async () => {
    const jobs = create();
    const order: string[] = [];
    const unwound = held();
    const first = jobs.start(
      start(async ({ signal }) => {
        order.push('first');
        await unwound.promise;
        order.push('unwound');
        signal.throwIfAborted();
      }),
    );
    await vi.waitFor(() => expect(order).toEqual(['first']));
    jobs.cancel(first);
    const begun = (name: string) => () => Promise.resolve(void order.push(name));
    const second = jobs.start(start(begun('second')));
    expect(second).not.toBe(first);
    expect(jobs.start(start(begun('third')))).toBe(second);
    unwound.release();
    expect(await jobs.ended(second)).toMatchObject({ state: 'done' });
    expect(await jobs.ended(first)).toMatchObject({ state: 'cancelled' });
    expect(order).toEqual(['first', 'unwound', 'second']);
  });

  it('joins one that does more, and begins after one that does less', async () => {
    const jobs = create();
    const unwound = held();
    const order: string[] = [];
    const run = (name: string) => async () => {
      order.push(name);
      if (name === 'less') await unwound.promise;
    };
    const less = jobs.start({ ...start(run('less')), joins: ['more'] });
    const more = jobs.start({ ...start(run('more')), key: 'more', after: ['content one'] });
    expect(more).not.toBe(less);
    expect(jobs.start({ ...start(run('more')), key: 'more', after: ['content one'] })).toBe(more);
    await vi.waitFor(() => expect(order).toEqual(['less']));
    unwound.release();
    expect(await jobs.ended(more)).toMatchObject({ state: 'done' });
    expect(order).toEqual(['less', 'more']);
    const again = jobs.start({ ...start(run('more')), key: 'more' });
    expect(jobs.start({ ...start(run('less')), joins: ['more'] })).toBe(again);
    await jobs.ended(again);
  });

  it('does not begin what is cancelled while it waits', async () => {
    const jobs = create();
    const unwound = held();
    const begun = vi.fn<JobStart['run']>(() => unwound.promise);
    const first = jobs.start(start(begun));
    await vi.waitFor(() => expect(begun).toHaveBeenCalledOnce());
    jobs.cancel(first);
    const run = vi.fn<JobStart['run']>();
    const second = jobs.start(start(run));
    jobs.cancel(second);
    unwound.release();
    expect(await jobs.ended(second)).toMatchObject({ state: 'cancelled' });
    expect(run).not.toHaveBeenCalled();
  });
});
