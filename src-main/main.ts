import { join } from 'node:path';

import { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, session } from 'electron';

import { callChannel } from '../src-shared/contract/channels.ts';
import { callPaths } from '../src-shared/contract/contract.ts';
import { declareAppScheme, serveAppScheme } from './app/app-scheme.ts';
import { applyTheme } from './app/apply-preferences.ts';
import { developmentServer } from './app/development-server.ts';
import { firstTheme } from './app/first-theme.ts';
import { keepFirstPicture } from './app/first-window-picture.ts';
import { builtParts, createMainWindow, pageAddress, showWhenPainted } from './app/main-window.ts';
import { setMenu } from './app/menu.ts';
import { becomeTheOnlyInstance } from './app/single-instance.ts';
import { startFailure } from './app/start-failure.ts';
import { nameApp } from './app/user-data.ts';
import { answerLater } from './ipc/answer-later.ts';
import { createLog } from './logging/log.ts';
import { probeSwitch } from './secrets/key-ring-probe.ts';
import { answerKeyRingProbe } from './secrets/key-ring-probe-process.ts';
import { contentSecurityPolicy } from './shell/content-security-policy.ts';
import { offerContextMenu } from './shell/context-menu.ts';
import { limitDevelopmentPages } from './shell/development-pages.ts';
import { limitNavigation } from './shell/navigation.ts';
import { limitPermissions } from './shell/permissions.ts';
import { fetchNoDictionaries } from './shell/spelling.ts';

/** The order of start-up, and nothing else. */
nameApp();
if (app.commandLine.hasSwitch(probeSwitch)) {
  answerKeyRingProbe();
} else {
  start();
}

function start(): void {
  // As root Chromium starts only with --no-sandbox, and enforcing the sandbox against it kills every child process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  declareAppScheme();
  setMenu();
  // The first one that is still open.
  if (!becomeTheOnlyInstance(() => BrowserWindow.getAllWindows().toSorted((a, b) => a.id - b.id)[0])) {
    app.exit(0);
    return;
  }
  const userData = app.getPath('userData');
  const log = createLog(userData);
  process.on('uncaughtException', (fault) => log.fault('main', fault));
  process.on('unhandledRejection', (fault) => log.fault('main', fault));

  app.on('session-created', fetchNoDictionaries);
  const server = developmentServer();
  const parts = builtParts(import.meta.dirname);
  app.on('web-contents-created', (_event, contents) => {
    limitNavigation(contents, server);
    offerContextMenu(contents, (items) => {
      Menu.buildFromTemplate(items).popup();
    });
  });

  // Never `await app.whenReady()` at the top level of an ES module main: it does not come back.
  app
    .whenReady()
    .then(async () => {
      limitPermissions(session.defaultSession);
      serveAppScheme(session.defaultSession, parts.renderer, contentSecurityPolicy);
      if (server) limitDevelopmentPages(session.defaultSession, server);
      applyTheme(firstTheme(userData), nativeTheme);
      const window = createMainWindow({ userData, preload: parts.preload });
      const port = answerLater(ipcMain, callPaths.map(callChannel));
      // Main computes on one thread, which also brings the page to the screen: the services wait until the page, painted, asks.
      const composed = port.asked
        .then(() => import('./app/compose.ts'))
        .then(({ compose }) => {
          compose({ userData, log, developmentServer: server, preload: parts.preload, nativeTheme, port });
          keepFirstPicture(window, (fault) => log.fault('first picture', fault));
        });
      // A debugger that attaches to a window without an address may never get an answer.
      await Promise.all([window.loadURL(pageAddress(server)), composed, showWhenPainted(window)]);
    })
    .catch((fault: unknown) => {
      const text = startFailure(fault, log.fault('start', fault), join(userData, 'logs'));
      dialog.showErrorBox('Tenant Atlas cannot start', text);
      app.exit(1);
    });
  app.on('window-all-closed', () => {
    app.quit();
  });
}
