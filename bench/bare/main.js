import { resolve } from 'node:path';

import { app, BrowserWindow, protocol } from 'electron';

// The reference window: same size, sandbox, scheme and flags as ours, one line of text.
app.setPath('userData', resolve(app.commandLine.getSwitchValue('user-data-dir')));
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
app.whenReady().then(() => {
  const page = '<!doctype html><title>bare</title><body>One line of text.</body>';
  protocol.handle('app', () => new Response(page, { headers: { 'content-type': 'text/html' } }));
  const window = new BrowserWindow({ width: 1440, height: 900, show: false });
  window.once('ready-to-show', () => window.show());
  return window.loadURL('app://bare/index.html');
});
app.on('window-all-closed', () => app.quit());
