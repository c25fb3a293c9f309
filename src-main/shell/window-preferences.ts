import type { WebPreferences } from 'electron';

/**
 * Electron's points 2 to 4, 6 and 8 to 12 stated, so that a test can read them and nobody has to
 * remember a default. Points 8 to 10 (experiments, blink features, mixed content) stay unset.
 */
export function windowPreferences(preload: string): WebPreferences {
  return {
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
  };
}
