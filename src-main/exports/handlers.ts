import type { Answer } from '../ipc/answer.ts';
import type { ExportService } from './export-service.ts';

export function answerExports(answer: Answer, service: ExportService): void {
  answer('exports.save', (input, signal) => service.save(input, signal));
}
