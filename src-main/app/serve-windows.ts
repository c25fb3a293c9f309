import { app, clipboard, shell } from 'electron';

import { type Answer, createCalls, type MainPort } from '../ipc/answer.ts';
import type { Log } from '../logging/log.ts';
import { isTrustedSender } from '../shell/trusted-sender.ts';
import type { AppService } from './app-service.ts';
import { inputSchema } from './call-inputs.ts';
import { showEnvironment } from './environment-badge.ts';
import { followPages } from './follow-pages.ts';
import { answerApp } from './handlers.ts';
import { pageAddress } from './main-window.ts';
import type { WindowLayouts } from './window-layouts.ts';
import { createWindows, openWindows, windowOf } from './windows.ts';

export interface ServeWindowsOptions {
  readonly service: AppService;
  readonly layouts: WindowLayouts;
  readonly log: Log;
  readonly developmentServer: URL | undefined;
  readonly preload: string;
  /** Where the calls of the pages arrive. */
  readonly port: MainPort;
  /** Told of each further window before its page is loaded. */
  readonly opened: (window: Electron.BrowserWindow) => void;
  /** A page is gone: closed, crashed or loaded anew. What it asked for is given up already. */
  readonly gone: (contentsId: number) => void;
  /** A key or a click in any window. */
  readonly touched: () => void;
}

/** Follows the windows and answers what concerns them alone; `answer` takes the calls of the domains. */
export function serveWindows(options: ServeWindowsOptions): { readonly answer: Answer } {
  const { service, layouts, log, developmentServer, preload, port, opened, gone, touched } = options;
  const windows = createWindows({ layouts, preload, page: pageAddress(developmentServer), opened });
  const { answer, abandon } = createCalls({
    port,
    isTrusted: (event) => isTrustedSender(event, developmentServer),
    schema: inputSchema,
    logFault: (path, fault) => log.fault(path, fault),
  });
  followPages(app, openWindows(), {
    gone: (contentsId) => {
      abandon(contentsId);
      gone(contentsId);
    },
    crashed: (reason) => log.warn(`window: ${reason}`),
    touched,
  });
  answerApp(answer, service, {
    clipboard,
    shell,
    log,
    layouts,
    openWindow: windows.open,
    showEnvironment: (contentsId, name, environment) => {
      const window = windowOf(contentsId);
      if (window) showEnvironment(window, name, environment);
    },
  });
  return { answer };
}
