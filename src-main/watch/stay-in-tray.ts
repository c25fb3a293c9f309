/** The parts of Electron that matter here. */
interface ClosableWindow {
  isVisible(): boolean;
  hide(): void;
  on(event: 'close', listener: (event: { preventDefault(): void }) => void): unknown;
}
interface WindowedApp {
  on(event: 'before-quit', listener: () => void): unknown;
  on(event: 'browser-window-created', listener: (event: unknown, window: ClosableWindow) => void): unknown;
}

/** The last window that is closed is hidden instead while `stays` says so; quitting closes it all the same. */
export function stayInTray(
  app: WindowedApp,
  windows: () => readonly ClosableWindow[],
  stays: () => boolean,
): void {
  let isQuitting = false;
  app.on('before-quit', () => {
    isQuitting = true;
  });
  const follow = (window: ClosableWindow): void => {
    window.on('close', (event) => {
      const isLast = windows().every((other) => other === window || !other.isVisible());
      if (isQuitting || !isLast || !stays()) return;
      event.preventDefault();
      window.hide();
    });
  };
  app.on('browser-window-created', (_event, window) => {
    follow(window);
  });
  for (const window of windows()) follow(window);
}
