import { join } from 'node:path';

import { BrowserWindow, nativeTheme } from 'electron';
import windowState from 'electron-window-state';

import { startPage } from '../shell/app-page.ts';
import { windowPreferences } from '../shell/window-preferences.ts';

/** The tokens `--canvas` of both themes: no white flash before the first paint. */
const background = { light: '#f3f5f8', dark: '#10151a' };

export interface MainWindowOptions {
  readonly userData: string;
  readonly preload: string;
}

/** Creates the window hidden; it shows itself when it has something to show. */
export function createMainWindow(options: MainWindowOptions): BrowserWindow {
  const state = windowState({
    defaultWidth: 1440,
    defaultHeight: 900,
    path: options.userData,
    file: 'window-state.json',
  });
  const window = new BrowserWindow({
    x: state.x,
    y: state.y,
    width: state.width,
    height: state.height,
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: 'Tenant Atlas',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: windowPreferences(options.preload),
  });
  state.manage(window);
  window.once('ready-to-show', () => {
    window.show();
  });
  return window;
}

export function pageAddress(developmentServer: URL | undefined): string {
  return developmentServer?.href ?? startPage;
}

/** Where the built parts lie, from the bundled main in `out/main`. */
export function builtParts(folder: string): { preload: string; renderer: string } {
  return {
    preload: join(folder, '..', 'preload', 'preload.cjs'),
    renderer: join(folder, '..', 'renderer'),
  };
}
