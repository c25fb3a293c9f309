import { buildApp } from './build/build-app.mjs';
import { obtainNode24 } from './setup/node24.mjs';
import { runCommand } from './setup/run-command.mjs';
import { setUp } from './setup/set-up.mjs';
import { ensureKeyRing } from './setup/system-libraries.mjs';
import { withDisplay } from './setup/with-display.mjs';
import { playwright, staticChecks, vitest } from './test/steps.mjs';
import { Tally } from './test/tally.mjs';

/** `npm test`: set-up, then every check and test; ends with one line of counts. */
await runCommand(async () => {
  await setUp();
  await ensureKeyRing();
  const tally = new Tally();
  await staticChecks(tally);
  await vitest(tally, 'unit, contract and component', { projects: ['unit', 'contract', 'component'] });
  const node24 = await obtainNode24();
  if (node24.path === undefined) tally.skips.push({ name: 'unit tests on Node 24', reason: node24.reason });
  else await vitest(tally, 'unit on Node 24', { projects: ['unit'], node: node24.path });
  await buildApp();
  await withDisplay((environment) => playwright(tally, 'end to end', { project: 'e2e', environment }));
  process.stdout.write(`${tally.report()}\n`);
  if (!tally.isGreen()) process.exitCode = 1;
});
