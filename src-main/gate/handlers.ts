import type { Answer } from '../ipc/answer.ts';
import type { WriteGates } from './write-gates.ts';

export function answerGate(answer: Answer, gates: WriteGates): void {
  answer('gate.list', () => gates.list());
  answer('gate.open', (wish) => gates.open(wish));
  answer('gate.close', ({ connectionId }) => gates.close(connectionId, 'by-hand'));
}
