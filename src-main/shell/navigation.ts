import type { WebContents } from 'electron';

import { isAppPage } from './app-page.ts';

/**
 * Electron's points 11 to 14, for every web contents there will ever be: stay on our pages, open no
 * window, attach no webview, load no frame from elsewhere.
 */
export function limitNavigation(contents: WebContents, developmentServer: URL | undefined): void {
  contents.on('will-navigate', (event) => {
    if (!isAppPage(event.url, developmentServer)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isAppPage(event.url, developmentServer)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isAppPage(event.url, developmentServer)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
