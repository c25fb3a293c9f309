import { resolve } from 'node:path';

import { app } from 'electron';

/** Product name and folder. Only `--user-data-dir` moves the folder. Must run before 'ready'. */
export function nameApp(): void {
  app.setName('Tenant Atlas');
  const chosen = app.commandLine.getSwitchValue('user-data-dir');
  if (chosen !== '') app.setPath('userData', resolve(chosen));
}
