import { join } from 'node:path';

import { launchOptions } from '../../scripts/setup/launch-options.mjs';
import { root } from '../../scripts/setup/project.mjs';
import { startMeasured } from '../first-paint.mjs';
import { inTurns } from '../harness.mjs';

/** From the start of the process to the first paint, against a bare window on the same Electron. */
export async function start(runs = 9) {
  const { executablePath, args } = launchOptions();
  const rest = args.filter((argument) => argument !== root);
  const measure = (/** @type {string} */ folder) => async () => {
    const started = await startMeasured({ executablePath, args: [folder, ...rest] });
    await started.end();
    return started.firstPaint;
  };
  const measured = await inTurns(runs, measure(root), measure(join(root, 'bench', 'bare')));
  return { name: 'start', ...measured, budget: 1.35, unit: 'ms' };
}
