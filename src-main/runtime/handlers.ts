import type { Answer } from '../ipc/answer.ts';
import type { RuntimeService } from './runtime-service.ts';

export function answerRuntime(answer: Answer, service: RuntimeService): void {
  answer('runtime.state', (input, signal) => service.state(input, signal));
  answer('runtime.artifacts', (input, signal) => service.artifacts(input, signal));
  answer('runtime.counts', (input, signal) => service.counts(input, signal));
  answer('runtime.artifact', (input, signal) => service.artifact(input, signal));
  answer('runtime.refreshArtifact', (input, signal) => service.refreshArtifact(input, signal));
  answer('runtime.refresh', (input) => service.refresh(input));
}
