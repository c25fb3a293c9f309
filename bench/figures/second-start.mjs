import { launchOptions } from '../../scripts/setup/launch-options.mjs';
import { startMeasured } from '../first-paint.mjs';
import { inTurns } from '../harness.mjs';

/** `npm start` where everything is there already, against starting the built app directly. */
export async function secondStart(runs = 7) {
  const { executablePath, args } = launchOptions();
  const measure = (/** @type {string} */ program, /** @type {readonly string[]} */ given) => async () => {
    const started = await startMeasured({ executablePath: program, args: given });
    await started.end();
    return started.firstPaint;
  };
  const measured = await inTurns(runs, measure('npm', ['start', '--']), measure(executablePath, args));
  return { name: 'second-start', ...measured, budget: 500, more: true, unit: 'ms' };
}
