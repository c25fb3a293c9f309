import { installDependencies } from './setup/dependencies.mjs';
import { runCommand } from './setup/run-command.mjs';
import { withoutWindow } from './test/lanes.mjs';
import { Tally } from './test/tally.mjs';

/** `npm run check`: everything but the tests in a window. */
await runCommand(async () => {
  await installDependencies();
  const tally = new Tally();
  await withoutWindow(tally);
  process.stdout.write(`${tally.report()}\n`);
  if (!tally.isGreen()) process.exitCode = 1;
});
