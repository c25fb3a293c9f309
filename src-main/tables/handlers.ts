import type { Answer } from '../ipc/answer.ts';
import type { TableExports } from './table-exports.ts';

export function answerTables(answer: Answer, exports: TableExports): void {
  answer('tables.start', (input, signal, { contentsId }) => exports.start(input, contentsId, signal));
  answer('tables.write', (input) => exports.write(input));
  answer('tables.finish', (input) => exports.finish(input));
}
