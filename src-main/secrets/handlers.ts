import type { Answer } from '../ipc/answer.ts';
import type { SecretsService } from './secrets-service.ts';

export function answerSecrets(answer: Answer, secrets: SecretsService): void {
  answer('secrets.state', () => secrets.state());
  answer('secrets.protect', ({ passphrase }) => secrets.protect(passphrase));
  answer('secrets.unlock', ({ passphrase }) => secrets.unlock(passphrase));
  answer('secrets.lock', () => secrets.lock());
  answer('secrets.changePassphrase', ({ passphrase, next }) => secrets.changePassphrase(passphrase, next));
  answer('secrets.useKeyRing', () => secrets.useKeyRing());
  answer('secrets.setIdleMinutes', ({ minutes }) => secrets.setIdleMinutes(minutes));
}
