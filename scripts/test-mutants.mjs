import { buildApp } from './build/build-app.mjs';
import { runCommand } from './setup/run-command.mjs';
import { runNode } from './setup/run-program.mjs';
import { setUp } from './setup/set-up.mjs';
import { ensureKeyRing } from './setup/system-libraries.mjs';
import { withDisplay } from './setup/with-display.mjs';

/** `npm run test:mutants`: every weakening must be noticed by its test. */
await runCommand(async () => {
  await setUp();
  await ensureKeyRing();
  await buildApp();
  const args = ['tests/mutants/run.mjs', ...process.argv.slice(2)];
  process.exitCode = await withDisplay((environment) => runNode(args, environment));
});
