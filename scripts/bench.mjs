import { buildApp } from './build/build-app.mjs';
import { runCommand } from './setup/run-command.mjs';
import { runNode } from './setup/run-program.mjs';
import { setUp } from './setup/set-up.mjs';
import { withDisplay } from './setup/with-display.mjs';

/** `npm run bench`: all figures, or those named: `npm run bench -- start memory`; with `--runs 1` for a quick look. */
await runCommand(async () => {
  await setUp();
  await buildApp();
  const args = ['bench/run.mjs', ...process.argv.slice(2)];
  process.exitCode = await withDisplay((environment) => runNode(args, environment));
});
