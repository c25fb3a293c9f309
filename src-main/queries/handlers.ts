import type { Answer } from '../ipc/answer.ts';
import type { QueryService } from './query-service.ts';

export function answerQueries(answer: Answer, queries: QueryService): void {
  answer('queries.list', () => queries.list());
  answer('queries.save', (input) => queries.save(input));
  answer('queries.remove', (input) => queries.remove(input));
  answer('queries.counts', (input, signal) => queries.counts(input, signal));
  answer('queries.rows', (input, signal) => queries.rows(input, signal));
}
