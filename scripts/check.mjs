import { installDependencies } from './setup/dependencies.mjs';
import { runCommand } from './setup/run-command.mjs';
import { staticChecks, vitest } from './test/steps.mjs';
import { Tally } from './test/tally.mjs';

/** `npm run check`: everything but the tests in a window. */
await runCommand(async () => {
  await installDependencies();
  const tally = new Tally();
  await staticChecks(tally);
  await vitest(tally, 'unit, contract and component', { projects: ['unit', 'contract', 'component'] });
  process.stdout.write(`${tally.report()}\n`);
  if (!tally.isGreen()) process.exitCode = 1;
});
