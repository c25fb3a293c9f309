import type { Answer } from '../ipc/answer.ts';
import type { PayloadSearchService } from './payload-search-service.ts';

export function answerPayloadSearch(answer: Answer, service: PayloadSearchService): void {
  answer('payloadSearch.plan', (input, signal) => service.plan(input, signal));
  answer('payloadSearch.list', (input) => service.list(input));
  answer('payloadSearch.start', (input, signal, caller) => service.start(input, signal, caller.contentsId));
  answer('payloadSearch.proceed', (input) => service.proceed(input));
  answer('payloadSearch.pause', (input) => service.pause(input));
  answer('payloadSearch.cancel', (input) => service.cancel(input));
  answer('payloadSearch.state', (input) => service.state(input));
  answer('payloadSearch.hits', (input) => service.hits(input));
  answer('payloadSearch.forget', (input) => service.forget(input));
}
