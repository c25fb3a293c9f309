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
  await withoutWindow(tally);
  if (await build(tally)) {
    await withDisplay(async (environment) => {
      await playwright(tally, 'end to end', { project: 'e2e', environment });
      if (process.platform !== 'linux') tally.skip('the package', 'it is made and tested on Linux');
      else if (await packageApp(tally))
        await playwright(tally, 'package', { project: 'package', environment });
    });
  }
  process.stdout.write(`${tally.report()}\n`);
  if (!tally.isGreen()) process.exitCode = 1;
});
