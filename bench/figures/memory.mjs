import { join } from 'node:path';

import { launchOptions } from '../../scripts/setup/launch-options.mjs';
import { root } from '../../scripts/setup/project.mjs';
import { openApp } from '../app-window.mjs';
import { filledPlace } from '../filled-place.mjs';
import { startMeasured } from '../first-paint.mjs';
import { inTurns } from '../harness.mjs';
import { proportionalSetSize } from '../memory.mjs';

const messages = 1_000_000;
const mega = 1024 * 1024;

/** PSS of all processes with a million messages in the library and their list on the screen, against the bare window. */
export async function memory(runs = 3) {
  const place = await filledPlace(messages);
  try {
    const { executablePath, args } = launchOptions();
    const rest = args.filter((argument) => argument !== root);
    const ours = async () => {
      const app = await openApp(place);
      await app.page.getByRole('tab', { name: 'Messages' }).click();
      await app.page
        .getByText(/messages\./)
        .first()
        .waitFor();
      return settled(app.pid ?? 0, app.end);
    };
    const reference = async () => {
      const started = await startMeasured({ executablePath, args: [join(root, 'bench', 'bare'), ...rest] });
      return settled(started.child.pid ?? 0, started.end);
    };
    const measured = await inTurns(runs, ours, reference);
    return { name: 'memory', ...measured, budget: 1.6, unit: 'MB' };
  } finally {
    await place.remove();
  }
}

/** Until two looks a second apart differ by less than one per cent; answers megabytes. @param {number} pid @param {() => Promise<void>} end */
async function settled(pid, end) {
  let before = 0;
  let now = proportionalSetSize(pid);
  for (let look = 0; look < 30 && Math.abs(now - before) > now * 0.01; look++) {
    await new Promise((done) => setTimeout(done, 1000));
    before = now;
    now = proportionalSetSize(pid);
  }
  await end();
  return now / mega;
}
