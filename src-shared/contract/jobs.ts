import type { Job } from '../model/jobs.ts';
import { call, type Nothing, topic } from './call.ts';

export const jobs = {
  /** Running jobs, and those that ended within the last minute. */
  list: call<Nothing, readonly Job[]>(),
  cancel: call<{ readonly jobId: string }, Nothing>(),
  changed: topic<readonly Job[]>(),
};
