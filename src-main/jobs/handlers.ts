import type { Answer } from '../ipc/answer.ts';
import type { Jobs } from './jobs.ts';

export function answerJobs(answer: Answer, jobs: Jobs): void {
  answer('jobs.list', () => jobs.list());
  answer('jobs.cancel', ({ jobId }) => {
    jobs.cancel(jobId);
  });
}
