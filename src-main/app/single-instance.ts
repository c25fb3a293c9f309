import { app } from 'electron';

/**
 * Two instances would write the same libraries and settings. The second hands over: the first comes
 * to the front, the second ends. Answers false in the second.
 */
export function becomeTheOnlyInstance(window: () => Electron.BrowserWindow | undefined): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => {
    const first = window();
    if (!first) return;
    if (first.isMinimized()) first.restore();
    first.show();
    first.focus();
  });
  return true;
}
