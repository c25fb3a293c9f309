import type { Answer } from '../ipc/answer.ts';
import type { ArtifactService } from './artifact-service.ts';

export function answerArtifact(answer: Answer, service: ArtifactService): void {
  answer('artifact.open', (input, signal) => service.open(input, signal));
  answer('artifact.kept', (input, signal) => service.kept(input, signal));
  answer('artifact.resource', (input, signal) => service.resource(input, signal));
  answer('artifact.find', (input, signal) => service.find(input, signal));
  answer('artifact.saveZip', (input, signal) => service.saveZip(input, signal));
  answer('artifact.saveResource', (input, signal) => service.saveResource(input, signal));
  answer('artifact.saveAll', (input, signal) => service.saveAll(input, signal));
  answer('artifact.relations', (input, signal) => service.relations(input, signal));
  answer('artifact.chooseFiles', (input) => service.chooseFiles(input));
  answer('artifact.expectFiles', () => service.expectFiles());
  answer('artifact.dropFiles', (input) => service.dropFiles(input));
  answer('artifact.recentFiles', () => service.recentFiles());
  answer('artifact.takeFiles', () => service.takeFiles());
}
