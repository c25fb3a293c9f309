import type { Answer } from '../ipc/answer.ts';
import type { ProjectService } from './project-service.ts';

export function answerProjects(answer: Answer, projects: ProjectService): void {
  answer('projects.end', ({ connectionIds, typed }) => projects.end(connectionIds, typed));
  answer('projects.resumed', () => projects.resumed());
}
