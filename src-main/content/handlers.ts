import type { Answer } from '../ipc/answer.ts';
import type { ContentService } from './content-service.ts';

export function answerContent(answer: Answer, service: ContentService): void {
  answer('content.state', (input, signal) => service.state(input, signal));
  answer('content.packages', (input, signal) => service.packages(input, signal));
  answer('content.artifacts', (input, signal) => service.artifacts(input, signal));
  answer('content.counts', (input, signal) => service.counts(input, signal));
  answer('content.package', (input, signal) => service.package(input, signal));
  answer('content.artifact', (input, signal) => service.artifact(input, signal));
  answer('content.refreshArtifact', (input, signal) => service.refreshArtifact(input, signal));
  answer('content.refresh', (input) => service.refresh(input));
}
