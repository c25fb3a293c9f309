import type { Answer } from '../ipc/answer.ts';
import type { Runs } from './create-runs.ts';

export function answerRuns(answer: Answer, { runs, traces }: Pick<Runs, 'runs' | 'traces'>): void {
  answer('runs.list', (input, signal) => runs.list(input, signal));
  answer('runs.read', (input, signal) => runs.read(input, signal));
  answer('runs.lines', (input, signal) => runs.lines(input, signal));
  answer('runs.path', (input, signal) => runs.path(input, signal));
  answer('runs.traceState', (input, signal, { contentsId }) => traces.state(input, contentsId, signal));
  answer('runs.readTrace', (input, _signal, { contentsId }) => traces.read(input, contentsId));
  answer('runs.trace', (input, signal, { contentsId }) => traces.step(input, contentsId, signal));
  answer('runs.forgetTrace', (input, _signal, { contentsId }) => {
    traces.forgetMessage(input, contentsId);
  });
}
