import { runCommand } from './setup/run-command.mjs';
import { setUp } from './setup/set-up.mjs';
import { ensureKeyRing } from './setup/system-libraries.mjs';
import { withDisplay } from './setup/with-display.mjs';
import { build, packageApp, playwright, withoutWindow } from './test/steps.mjs';
import { Tally } from './test/tally.mjs';

/** `npm test`: set-up, then every check and test; ends with one line of counts. */
await runCommand(async () => {
  await setUp();
  await ensureKeyRing();
  const tally = new Tally();
  const isPackaged = process.platform === 'linux';
  if (!isPackaged) tally.skip('the package', 'it is made and tested on Linux');
  /** @type {string[]} */
  const projects = [];
  await withoutWindow(tally, [
    async () => {
      if (await build(tally)) projects.push('e2e');
      if (projects.length > 0 && isPackaged && (await packageApp(tally))) projects.push('package');
    },
  ]);
  await withDisplay(async (environment) => {
    if (projects.includes('e2e')) await playwright(tally, 'end to end', { project: 'e2e', environment });
    if (projects.includes('package')) await playwright(tally, 'package', { project: 'package', environment });
  });
  process.stdout.write(`${tally.report()}\n`);
  if (!tally.isGreen()) process.exitCode = 1;
});
