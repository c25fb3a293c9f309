import type { Answer } from '../ipc/answer.ts';
import type { OverviewService } from './overview-service.ts';

export function answerOverview(answer: Answer, overview: OverviewService): void {
  answer('overview.list', () => overview.list());
  answer('overview.refresh', ({ connectionIds }, signal) => overview.refresh(connectionIds, signal));
}
