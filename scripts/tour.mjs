import { buildApp } from './build/build-app.mjs';
import { runCommand } from './setup/run-command.mjs';
import { runNode } from './setup/run-program.mjs';
import { setUp } from './setup/set-up.mjs';
import { ensureKeyRing } from './setup/system-libraries.mjs';
import { withDisplay } from './setup/with-display.mjs';

/** `npm run tour`: walks through the running app and writes the README's pictures. */
await runCommand(async () => {
  await setUp();
  await ensureKeyRing();
  await buildApp();
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--project=tour', '--reporter=line'];
  process.exitCode = await withDisplay((environment) => runNode(args, environment));
});
