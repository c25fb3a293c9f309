import { obtainNode24 } from './setup/node24.mjs';
import { runCommand } from './setup/run-command.mjs';
import { setUp } from './setup/set-up.mjs';
import { ensureKeyRing } from './setup/system-libraries.mjs';
import { withDisplay } from './setup/with-display.mjs';
import { build, completeLint, playwright, vitest } from './test/steps.mjs';
import { Tally } from './test/tally.mjs';

/** `npm run test:long`: volumes, kills, fuzzing, the unit tests on a second Node and every lint rule with types. */
await runCommand(async () => {
  await setUp();
  await ensureKeyRing();
  const tally = new Tally();
  // Properties whose runs cost seconds have few of them in `npm test`.
  process.env['MANY_RUNS'] = 'yes';
  await vitest(tally, 'volumes and fuzzing', { projects: ['long'] });
  const node24 = await obtainNode24();
  if (node24.path === undefined) {
    tally.skip('unit tests on Node 24', node24.reason);
    await vitest(tally, 'unit with many runs', { projects: ['unit'] });
  } else await vitest(tally, 'unit on Node 24', { projects: ['unit'], node: node24.path });
  await completeLint(tally);
  if (await build(tally))
    await withDisplay((environment) => playwright(tally, 'kills', { project: 'long', environment }));
  process.stdout.write(`${tally.report()}\n`);
  if (!tally.isGreen()) process.exitCode = 1;
});
