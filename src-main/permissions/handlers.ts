import type { Answer } from '../ipc/answer.ts';
import type { PermissionService } from './permission-service.ts';

export function answerPermissions(answer: Answer, permissions: PermissionService): void {
  answer('permissions.known', ({ connectionId }, signal) => permissions.known(connectionId, signal));
  answer('permissions.foreseen', ({ connectionId }, signal) => permissions.foreseen(connectionId, signal));
  answer('permissions.check', ({ connectionId }, signal) => permissions.check(connectionId, signal));
}
