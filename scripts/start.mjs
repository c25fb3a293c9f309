import { spawn } from 'node:child_process';
import { existsSync, rmSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';

import { buildApp } from './build/build-app.mjs';
import { hasDisplay } from './setup/display.mjs';
import { root, say } from './setup/project.mjs';
import { runCommand } from './setup/run-command.mjs';
import { ended } from './setup/run-program.mjs';
import { sandboxSwitches } from './setup/sandbox.mjs';
import { setUp } from './setup/set-up.mjs';
import { withDisplay } from './setup/with-display.mjs';

/** `npm start`: from a fresh clone to the window. Arguments after `--` go to the app. */
await runCommand(async () => {
  const { executable } = await setUp();
  await buildApp();
  const picture = hasDisplay() ? undefined : join(root, 'out', 'first-window.png');
  const switches = [...sandboxSwitches(executable), ...process.argv.slice(2)];
  process.exitCode = await withDisplay((environment) => {
    if (picture) announce(picture);
    // Chromium's own lines about buses and graphics cards frighten and help nobody; the app's go to its log.
    const quiet = '--log-level=3';
    const args = [root, quiet, ...(picture ? [`--first-window-picture=${picture}`] : []), ...switches];
    say('Starting Tenant Atlas. Ctrl-C ends it.');
    return ended(spawn(executable, args, { stdio: 'inherit', env: { ...process.env, ...environment } }));
  });
});

/** Says when the picture of the first window is there: nobody sees the window itself. @param {string} picture */
function announce(picture) {
  rmSync(picture, { force: true });
  say(`A picture of the first window goes to ${picture}`);
  const watcher = watch(dirname(picture), () => {
    if (!existsSync(picture)) return;
    watcher.close();
    say('The first window is open and its picture is written.');
  });
  watcher.unref();
}
