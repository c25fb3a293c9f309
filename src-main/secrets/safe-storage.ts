import { app, safeStorage } from 'electron';

import type { Encryption } from './encryption.ts';
import { probeArguments, probeKeyRing } from './key-ring-probe.ts';
import { SafeStorageEncryption } from './safe-storage-encryption.ts';

/** Of a second process of the app, on a computer that is busy. */
const slowestStart = 30_000;

/** Encryption by this system's key ring. Nothing is asked before the first use. */
export function createEncryption(): Encryption {
  return new SafeStorageEncryption({
    calls: safeStorage,
    platform: process.platform,
    probe: async (timeLimit) => {
      await app.whenReady();
      // Chromium does not touch any ring then, so there is nothing to try.
      if (app.commandLine.getSwitchValue('password-store') === 'basic') {
        return { state: 'unavailable', backend: 'basic_text' };
      }
      const args = probeArguments(app.commandLine, app.isPackaged ? undefined : app.getAppPath());
      return probeKeyRing(process.execPath, args, { start: slowestStart, answer: timeLimit });
    },
  });
}
