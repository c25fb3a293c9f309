import type { Answer } from '../ipc/answer.ts';
import type { FailureService } from './failure-service.ts';

export function answerFailures(answer: Answer, service: FailureService): void {
  answer('failures.groups', (input, signal) => service.groups(input, signal));
  answer('failures.example', (input, signal) => service.example(input, signal));
  answer('failures.readTexts', (input) => service.readTexts(input));
  answer('failures.mark', (input, signal) => service.mark(input, signal));
  answer('failures.unmark', (input) => service.unmark(input));
}
