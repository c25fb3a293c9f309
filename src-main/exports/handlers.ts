import type { Answer } from '../ipc/answer.ts';
import type { Exports } from './create-exports.ts';

export function answerExports(answer: Answer, { lists, payloads }: Exports): void {
  answer('exports.save', (input, signal) => lists.save(input, signal));
  answer('exports.plan', (input, signal) => payloads.plan(input, signal));
  answer('exports.listPayloads', (input) => payloads.listPayloads(input));
  answer('exports.download', (input) => payloads.download(input));
  answer('exports.downloads', (input, signal) => payloads.downloads(input, signal));
  answer('exports.resume', (input) => payloads.resume(input));
  answer('exports.forget', (input) => payloads.forget(input));
  answer('exports.showFolder', (input) => payloads.showFolder(input));
}
