import type { App, BrowserWindow, WebContents } from 'electron';

export interface PageFollower {
  /** The page of these web contents is gone: nobody waits for its calls any more. */
  readonly gone: (contentsId: number) => void;
  readonly crashed: (reason: string) => void;
  /** A key, a click, a wheel or a touch in any window. */
  readonly touched: () => void;
}

/** Moves of the mouse are none: they also come where a notification opens over the pointer and goes. */
const byHand = /^(?:rawKeyDown|keyDown|mouseDown|mouseWheel|touchStart|pointerDown|gesture\w+)$/;

/** Tells when a page is closed, loaded anew or crashes; a crashed one is loaded again once a minute at most. */
export function followPages(
  app: Pick<App, 'on'>,
  windows: readonly Pick<BrowserWindow, 'webContents'>[],
  { gone, crashed, touched }: PageFollower,
): void {
  const follow = (contents: WebContents): void => {
    const { id } = contents;
    let lastCrash = -Infinity;
    contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) gone(id);
    });
    contents.on('input-event', (_event, { type }) => {
      if (byHand.test(type)) touched();
    });
    contents.on('destroyed', () => {
      gone(id);
    });
    contents.on('render-process-gone', (_event, { reason }) => {
      gone(id);
      if (reason === 'clean-exit') return;
      crashed(reason);
      const isFirst = Date.now() - lastCrash > 60_000;
      lastCrash = Date.now();
      if (isFirst) contents.reload();
    });
  };
  app.on('web-contents-created', (_event, contents) => {
    follow(contents);
  });
  for (const { webContents } of windows) follow(webContents);
}
