import { runCommand } from './setup/run-command.mjs';
import { setUp } from './setup/set-up.mjs';
import { ensureKeyRing } from './setup/system-libraries.mjs';
import { withDisplay } from './setup/with-display.mjs';
import { build, playwright, vitest } from './test/steps.mjs';
import { Tally } from './test/tally.mjs';

/** `npm run test:long`: volumes, kills and fuzzing. */
await runCommand(async () => {
  await setUp();
  await ensureKeyRing();
  const tally = new Tally();
  await vitest(tally, 'volumes and fuzzing', { projects: ['long'] });
  if (await build(tally))
    await withDisplay((environment) => playwright(tally, 'kills', { project: 'long', environment }));
  process.stdout.write(`${tally.report()}\n`);
  if (!tally.isGreen()) process.exitCode = 1;
});
