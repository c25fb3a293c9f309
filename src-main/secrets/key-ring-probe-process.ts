import { app, safeStorage } from 'electron';

import type { SecretStorageState } from '../../src-shared/model/connections.ts';
import { probeAnswer, probeAsks } from './key-ring-probe.ts';
import { SafeStorageEncryption, storageState } from './safe-storage-encryption.ts';

/**
 * The whole life of the second process that `key-ring-probe.ts` starts: say that it asks, encrypt, decrypt, print
 * the answer, exit. It may freeze at any of these; the process that started it ends it then.
 */
export function answerKeyRingProbe(): void {
  app.disableHardwareAcceleration();
  app
    .whenReady()
    .then(() => print(probeAsks))
    .then(tryKeyRing)
    .then((answer) => print(`${probeAnswer}${JSON.stringify(answer)}`))
    .then(() => {
      app.exit(0);
    })
    .catch(() => {
      // No answer is the answer: the ring counts as locked, or nobody waits for one any more.
      app.exit(1);
    });
}

/** Ends when the line has left, before anything can freeze. Throws where whoever asked has ended: Electron would show that in a dialog. */
function print(line: string): Promise<void> {
  return new Promise((resolve, fail) => {
    process.stdout.once('error', fail);
    process.stdout.write(`${line}\n`, (fault) => {
      if (fault) fail(fault);
      else resolve();
    });
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
