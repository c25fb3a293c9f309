import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildApp } from './build/build-app.mjs';
import { hasDisplay, startXvfb } from './setup/display.mjs';
import { root, runCommand, say } from './setup/project.mjs';
import { sandboxSwitches } from './setup/sandbox.mjs';
import { setUp } from './setup/set-up.mjs';

/** `npm start`: from a fresh clone to the window. Arguments after `--` go to the app. */
await runCommand(async () => {
  const { executable } = await setUp();
  await buildApp();
  const xvfb = hasDisplay() ? undefined : await startXvfb();
  const picture = join(tmpdir(), 'tenant-atlas-first-window.png');
  if (xvfb) say(`A picture of the first window is written to ${picture}.`);
  const child = spawn(
    executable,
    [
      root,
      ...sandboxSwitches(executable),
      ...(xvfb ? [`--first-window-picture=${picture}`] : []),
      ...process.argv.slice(2),
    ],
    { stdio: 'inherit', env: { ...process.env, ...(xvfb ? { DISPLAY: xvfb.display } : {}) } },
  );
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((done) => {
    child.once('exit', (code) => done(code ?? 1));
  });
  await xvfb?.end();
});
