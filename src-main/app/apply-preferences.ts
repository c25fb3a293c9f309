import type { NativeTheme, WebContents } from 'electron';

import type { Preferences, Theme } from '../../src-shared/model/preferences.ts';

/** Theme of native parts and zoom of the windows; the page itself chooses its tokens. */
export function applyPreferences(
  { theme, zoom }: Preferences,
  nativeTheme: NativeTheme,
  windows: readonly { readonly webContents: Pick<WebContents, 'setZoomFactor' | 'isLoading' | 'once'> }[],
): void {
  applyTheme(theme, nativeTheme);
  for (const { webContents } of windows) {
    const set = () => {
      webContents.setZoomFactor(zoom / 100);
    };
    // Chromium forgets a factor that is set before the page is there.
    if (webContents.isLoading()) webContents.once('did-finish-load', set);
    set();
  }
}

/** What Electron knows of a theme: menus, dialogs, and the first frame of a page. */
export function applyTheme(theme: Theme, nativeTheme: NativeTheme): void {
  nativeTheme.themeSource = theme === 'contrast' ? 'dark' : theme;
}
