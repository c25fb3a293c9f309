import { app, safeStorage } from 'electron';

import type { SecretStorageState } from '../../src-shared/model/connections.ts';
import { probeAnswer } from './key-ring-probe.ts';
import { SafeStorageEncryption, storageState } from './safe-storage-encryption.ts';

/**
 * The whole life of the second process that `key-ring-probe.ts` starts: encrypt, decrypt, print
 * the answer, exit. It may freeze at any of these; the process that started it ends it then.
 */
export function probeKeyRing(): void {
  app.disableHardwareAcceleration();
  app
    .whenReady()
    .then(tryKeyRing)
    .then((answer) => {
      process.stdout.write(`${probeAnswer}${JSON.stringify(answer)}\n`, () => {
        app.exit(0);
      });
    })
    .catch(() => {
      // No answer is the answer: the ring counts as locked.
      app.exit(1);
    });
}

async function tryKeyRing(): Promise<SecretStorageState> {
  const answer = await storageState(safeStorage, process.platform);
  if (answer.state !== 'available') return answer;
  const encryption = new SafeStorageEncryption({
    calls: safeStorage,
    platform: process.platform,
    probe: () => Promise.resolve(answer),
  });
  const { text } = await encryption.decrypt(await encryption.encrypt('probe'));
  return text === 'probe' ? answer : { ...answer, state: 'unavailable' };
}
