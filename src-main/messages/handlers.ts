import type { Answer } from '../ipc/answer.ts';
import type { MessageService } from './message-service.ts';

export function answerMessages(answer: Answer, service: MessageService): void {
  answer('messages.query', (input, signal) => service.query(input, signal));
  answer('messages.headerNames', (input, signal) => service.headerNames(input, signal));
  answer('messages.counts', (input, signal) => service.counts(input, signal));
  answer('messages.flows', (input, signal) => service.flows(input, signal));
  answer('messages.loaded', (input, signal) => service.loaded(input, signal));
  answer('messages.details', (input, signal) => service.details(input, signal));
  answer('messages.readDetails', (input, signal) => service.readDetails(input, signal));
  answer('messages.saveAttachment', (input, signal) => service.saveAttachment(input, signal));
  answer('messages.sync', (input) => service.sync(input));
  answer('messages.pause', (input) => service.pause(input));
  answer('messages.live', (input, signal) => service.live(input, signal));
  answer('messages.find', (input, signal) => service.find(input, signal));
}
