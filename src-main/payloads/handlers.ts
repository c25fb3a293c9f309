import type { Answer } from '../ipc/answer.ts';
import type { PayloadService } from './payload-service.ts';

export function answerPayloads(answer: Answer, service: PayloadService): void {
  answer('payloads.list', (input, signal) => service.list(input, signal));
  answer('payloads.readList', (input, signal) => service.readList(input, signal));
  answer('payloads.open', (input, signal, caller) => service.open(input, signal, caller.contentsId));
  answer('payloads.openFile', (_input, signal, caller) => service.openFile(signal, caller.contentsId));
  answer('payloads.close', (input) => service.close(input));
  answer('payloads.text', (input, signal) => service.text(input, signal));
  answer('payloads.rows', (input, signal) => service.rows(input, signal));
  answer('payloads.rowOfLine', (input, signal) => service.rowOfLine(input, signal));
  answer('payloads.find', (input, signal) => service.find(input, signal));
  answer('payloads.query', (input, signal) => service.query(input, signal));
  answer('payloads.records', (input, signal) => service.records(input, signal));
  answer('payloads.parts', (input, signal) => service.parts(input, signal));
  answer('payloads.bytes', (input) => service.bytes(input));
  answer('payloads.save', (input, signal) => service.save(input, signal));
  answer('payloads.download', (input, signal) => service.download(input, signal));
}
