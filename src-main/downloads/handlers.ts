import type { Answer } from '../ipc/answer.ts';
import type { DownloadService } from './download-service.ts';

export function answerDownloads(answer: Answer, service: DownloadService): void {
  answer('downloads.plan', (input, signal) => service.plan(input, signal));
  answer('downloads.start', (input, signal) => service.start(input, signal));
  answer('downloads.resume', (input, signal) => service.resume(input, signal));
  answer('downloads.list', (input, signal) => service.list(input, signal));
  answer('downloads.items', (input, signal) => service.items(input, signal));
  answer('downloads.counts', (input, signal) => service.counts(input, signal));
  answer('downloads.showFolder', (input) => service.showFolder(input));
}
