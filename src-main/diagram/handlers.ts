import type { Answer } from '../ipc/answer.ts';
import type { DiagramFiles } from './diagram-files.ts';

export function answerDiagram(answer: Answer, files: DiagramFiles): void {
  answer('diagram.save', (input) => files.save(input));
}
