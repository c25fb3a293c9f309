import { EventEmitter } from 'node:events';

import type { WebContents } from 'electron';
import { describe, expect, it } from 'vitest';

import { limitNavigation } from '../../../../src-main/shell/navigation.ts';

/** The events of a WebContents, without one. */
class Contents extends EventEmitter {
  opens: ((details: { url: string }) => { action: string }) | undefined;

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.opens = handler;
  }

  /** Whether the event was prevented. */
  tries(name: string, url: string): boolean {
    let prevented = false;
    const event = { url, preventDefault: () => (prevented = true) };
    this.emit(name, event, url);
    return prevented;
  }
}

function limited(server?: URL): Contents {
  const contents = new Contents();
  limitNavigation(contents as unknown as WebContents, server);
  return contents;
}

const own = 'app://tenant-atlas/index.html';

describe('every web contents there will ever be', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('leaves our page by no %s', (name) => {
    const contents = limited();
    for (const foreign of ['https://example.org/', 'app://other/index.html', 'file:///etc/passwd', 'data:,x'])
      expect(contents.tries(name, foreign), foreign).toBe(true);
    expect(contents.tries(name, own)).toBe(false);
  });

  it('follows the development server only where there is one', () => {
    const address = 'http://127.0.0.1:5173/index.html';
    expect(limited().tries('will-navigate', address)).toBe(true);
    expect(limited(new URL('http://127.0.0.1:5173/')).tries('will-navigate', address)).toBe(false);
  });

  it('attaches no webview, not even to our own page', () => {
    expect(limited().tries('will-attach-webview', own)).toBe(true);
  });

  it('opens no window, not even our own page', () => {
    expect(limited().opens?.({ url: own })).toEqual({ action: 'deny' });
  });
});
