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

/** Creates the window hidden. */
export function createMainWindow(options: MainWindowOptions): BrowserWindow {
  const state = windowState({
    defaultWidth: 1440,
    defaultHeight: 900,
    path: options.userData,
    file: 'window-state.json',
  });
  const window = createWindow(options.preload, state);
  state.manage(window);
  return window;
}

/** Hidden, too; of the size of the one that asked and a little beside it. Its place is not remembered. */
export function createFurtherWindow(
  preload: string,
  asking: Electron.BrowserWindow | undefined,
): BrowserWindow {
  const [width = 1440, height = 900] = asking?.getSize() ?? [];
  const [x, y] = asking?.getPosition().map((edge) => edge + 32) ?? [];
  return createWindow(preload, { x, y, width, height });
}

interface WindowPlace {
  readonly x: number | undefined;
  readonly y: number | undefined;
  readonly width: number;
  readonly height: number;
}

function createWindow(preload: string, { x, y, width, height }: WindowPlace): BrowserWindow {
  const window = new BrowserWindow({
    ...(x !== undefined && { x }),
    ...(y !== undefined && { y }),
    width,
    height,
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: 'Tenant Atlas',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: windowPreferences(preload),
  });
  return window;
}

/** Shows it as soon as its page has something to paint; nothing comes to the screen before. */
export async function showWhenPainted(window: BrowserWindow): Promise<void> {
  await new Promise<void>((resolve) => {
    window.once('ready-to-show', resolve);
  });
  window.show();
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
