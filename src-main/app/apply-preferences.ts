import type { NativeTheme, WebContents } from 'electron';

import type { Preferences } from '../../src-shared/model/preferences.ts';

/** Theme of native parts and zoom of the windows; the page itself chooses its tokens. */
export function applyPreferences(
  { theme, zoom }: Preferences,
  nativeTheme: NativeTheme,
  windows: readonly { readonly webContents: Pick<WebContents, 'setZoomFactor' | 'isLoading' | 'once'> }[],
): void {
  nativeTheme.themeSource = theme === 'contrast' ? 'dark' : theme;
  for (const { webContents } of windows) {
    const set = () => {
      webContents.setZoomFactor(zoom / 100);
    };
    // Chromium forgets a factor that is set before the page is there.
    if (webContents.isLoading()) webContents.once('did-finish-load', set);
    set();
  }
}
