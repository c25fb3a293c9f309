import { obtainNode24 } from './setup/node24.mjs';
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
  const node24 = await obtainNode24();
  const tally = new Tally();
  if (node24.path === undefined) {
    tally.skip('unit tests on Node 24', node24.reason);
    await withoutWindow(tally);
  } else {
    await withoutWindow(tally, { node24: node24.path });
  }
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
