import { writeFile } from 'node:fs/promises';

import { app, type BrowserWindow } from 'electron';

/** Until no view waits for its first data any more, for some frames in a row; ten seconds at most. */
const settled = `new Promise((done) => {
  const end = performance.now() + 10_000;
  let frames = 0;
  const look = () => {
    frames = document.querySelector('[data-waiting]') ? 0 : frames + 1;
    if (frames > 12 || performance.now() > end) done(undefined);
    else requestAnimationFrame(look);
  };
  look();
})`;

/**
 * `--first-window-picture=FILE` writes what the window shows first: on a machine without a display
 * it is the only way to see that the app runs.
 */
export function keepFirstPicture(window: BrowserWindow, failed: (fault: unknown) => void): void {
  const file = app.commandLine.getSwitchValue('first-window-picture');
  if (file === '') return;
  const { webContents } = window;
  const keep = () => {
    webContents
      .executeJavaScript(settled)
      .then(() => webContents.capturePage())
      .then((picture) => writeFile(file, picture.toPNG()))
      .catch(failed);
  };
  if (webContents.isLoading()) webContents.once('did-finish-load', keep);
  else keep();
}
