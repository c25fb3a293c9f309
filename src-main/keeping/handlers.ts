import type { Answer } from '../ipc/answer.ts';
import type { KeepingService } from './keeping-service.ts';

export function answerKeeping(answer: Answer, service: KeepingService): void {
  answer('keeping.state', (input, signal) => service.state(input, signal));
  answer('keeping.tidy', (input) => service.tidy(input));
  answer('keeping.readDetails', (input) => service.readDetails(input));
}
