import { writeFile } from 'node:fs/promises';

import { app, type BrowserWindow } from 'electron';

const settle =
  'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(undefined))))';

/**
 * `--first-window-picture=FILE` writes what the window shows first: on a machine without a display
 * it is the only way to see that the app runs.
 */
export function keepFirstPicture(window: BrowserWindow, failed: (fault: unknown) => void): void {
  const file = app.commandLine.getSwitchValue('first-window-picture');
  if (file === '') return;
  window.webContents.once('did-finish-load', () => {
    window.webContents
      .executeJavaScript(settle)
      .then(() => window.webContents.capturePage())
      .then((picture) => writeFile(file, picture.toPNG()))
      .catch(failed);
  });
}
