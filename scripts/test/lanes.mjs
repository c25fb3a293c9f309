import { availableParallelism } from 'node:os';

import { withDisplay } from '../setup/with-display.mjs';
import { build, packageApp, playwright, staticChecks, vitest } from './steps.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */

/** Of the lane that computes; the checks and the windows have the other half of the machine. */
const computing = Math.max(1, Math.floor(availableParallelism() / 2));
/** Of the tests that mostly wait for the rates of a tenant. */
const waiting = 4;

/** Everything that needs no window, in lanes side by side. @param {Tally} tally */
export async function withoutWindow(tally) {
  await Promise.all([staticChecks(tally), computed(tally), waitedFor(tally)]);
}

/**
 * Everything, in three lanes side by side. The windows come when what has time limits of its own has ended; they leave gaps
 * that the other two lanes fill.
 * @param {Tally} tally
 */
export async function everything(tally) {
  const isPackaged = process.platform === 'linux';
  if (!isPackaged) tally.skip('the package', 'it is made and tested on Linux');
  const built = build(tally);
  await Promise.all([
    staticChecks(tally).then(async () => {
      if ((await built) && isPackaged && (await packageApp(tally)))
        await windows(tally, 'package', 'package');
    }),
    computed(tally),
    waitedFor(tally).then(async () => {
      if (await built) await windows(tally, 'end to end', 'e2e*');
    }),
  ]);
}

/** @param {Tally} tally */
function computed(tally) {
  return vitest(tally, 'unit and component', { projects: ['unit', 'component'], workers: computing });
}

/** @param {Tally} tally */
function waitedFor(tally) {
  return vitest(tally, 'contract and integration', {
    projects: ['contract', 'integration'],
    workers: waiting,
  });
}

/**
 * On a display of their own: what asks on one for a password takes the keyboard from nobody else.
 * @param {Tally} tally @param {string} what @param {string} project
 */
function windows(tally, what, project) {
  return withDisplay((environment) => playwright(tally, what, { project, environment, isLane: true }));
}
