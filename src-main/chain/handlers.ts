import type { Answer } from '../ipc/answer.ts';
import type { ChainService } from './chain-service.ts';

export function answerChain(answer: Answer, service: ChainService): void {
  answer('chain.messages', (input, signal) => service.messages(input, signal));
  answer('chain.read', (input, signal) => service.read(input, signal));
}
