import type { Answer } from '../ipc/answer.ts';
import type { HeaderAnswers } from './header-answers.ts';
import type { MessageFacets } from './message-facets.ts';
import type { QueryService } from './query-service.ts';

export interface Queries {
  readonly queries: QueryService;
  readonly facets: MessageFacets;
  readonly headers: HeaderAnswers;
}

export function answerQueries(answer: Answer, { queries, facets, headers }: Queries): void {
  answer('queries.list', () => queries.list());
  answer('queries.save', (input) => queries.save(input));
  answer('queries.remove', (input) => queries.remove(input));
  answer('queries.counts', (input, signal) => queries.counts(input, signal));
  answer('queries.rows', (input, signal) => queries.rows(input, signal));
  answer('queries.facets', (input, signal) => facets.facets(input, signal));
  answer('queries.known', (input, signal) => headers.known(input, signal));
  answer('queries.askHeader', (input, signal) => headers.ask(input, signal));
  answer('queries.readHeaders', (input) => headers.read(input));
}
