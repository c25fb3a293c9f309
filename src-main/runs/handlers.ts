import type { Answer } from '../ipc/answer.ts';
import type { RunService } from './run-service.ts';
import type { TraceService } from './trace-service.ts';

export function answerRuns(answer: Answer, runs: RunService, traces: TraceService): void {
  answer('runs.list', (input, signal) => runs.list(input, signal));
  answer('runs.read', (input, signal) => runs.read(input, signal));
  answer('runs.lines', (input, signal) => runs.lines(input, signal));
  answer('runs.path', (input, signal) => runs.path(input, signal));
  answer('runs.traceState', (input, signal) => traces.state(input, signal));
  answer('runs.readTrace', (input) => traces.read(input));
  answer('runs.trace', (input, signal) => traces.step(input, signal));
  answer('runs.forgetTrace', (input) => traces.forgetMessage(input));
}
