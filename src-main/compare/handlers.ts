import type { Answer } from '../ipc/answer.ts';
import type { CompareService } from './compare-service.ts';

export function answerCompare(answer: Answer, service: CompareService): void {
  answer('compare.run', (input, signal) => service.run(input, signal));
  answer('compare.flows', (input, signal) => service.flows(input, signal));
  answer('compare.texts', (input, signal) => service.texts(input, signal));
  answer('compare.save', (input, signal) => service.save(input, signal));
}
