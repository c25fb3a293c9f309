import { BrowserWindow } from 'electron';

import { createFurtherWindow, showWhenPainted } from './main-window.ts';
import type { WindowLayouts } from './window-layouts.ts';

export interface WindowsOptions {
  readonly layouts: WindowLayouts;
  readonly preload: string;
  /** Address of the page they show. */
  readonly page: string;
  /** Told of each new one before its page is loaded. */
  readonly opened: (window: BrowserWindow) => void;
}

export interface Windows {
  /** Opens one more, beside the one that asked. */
  readonly open: (contentsId: number) => Promise<void>;
}

/** Follows the window that is there, and opens further ones. */
export function createWindows({ layouts, preload, page, opened }: WindowsOptions): Windows {
  const follow = (window: Electron.BrowserWindow): void => {
    const { id } = window.webContents;
    layouts.opened(id);
    window.once('closed', () => {
      layouts.closed(id);
    });
  };
  for (const window of openWindows()) follow(window);
  return {
    open: async (contentsId) => {
      const window = createFurtherWindow(preload, windowOf(contentsId));
      follow(window);
      opened(window);
      await Promise.all([window.loadURL(page), showWhenPainted(window)]);
    },
  };
}

/** Oldest first. */
export function openWindows(): readonly Electron.BrowserWindow[] {
  return BrowserWindow.getAllWindows().toSorted((one, other) => one.id - other.id);
}

export function windowOf(contentsId: number | undefined): Electron.BrowserWindow | undefined {
  return BrowserWindow.getAllWindows().find(({ webContents }) => webContents.id === contentsId);
}
