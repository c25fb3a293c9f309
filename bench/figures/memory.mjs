import { join } from 'node:path';

import { launchOptions } from '../../scripts/setup/launch-options.mjs';
import { root } from '../../scripts/setup/project.mjs';
import { newPlace, openApp } from '../app-window.mjs';
import { startDemoTenant } from '../demo-tenant.mjs';
import { startMeasured } from '../first-paint.mjs';
import { inTurns } from '../harness.mjs';
import { proportionalSetSize } from '../memory.mjs';

const messages = 1_000_000;
const range = { kind: 'last', minutes: 30 * 24 * 60 };
const mega = 1024 * 1024;

/** PSS of all processes with a million messages in the library and their list on the screen, against the bare window. */
export async function memory(runs = 3) {
  const place = await newPlace();
  try {
    await fill(place);
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

/** @param {Awaited<ReturnType<typeof newPlace>>} place */
async function fill(place) {
  const tenant = await startDemoTenant(['--messages', String(messages), '--seed', '7']);
  const app = await openApp(place);
  try {
    const connectionId = await app.connect(tenant.key());
    const { jobId } = /** @type {{ jobId: string }} */ (
      await app.ask('messages.sync', { connectionId, range })
    );
    await app.jobEnds(jobId);
    const { loaded } = /** @type {{ loaded: number }} */ (
      await app.ask('messages.loaded', { connectionId, range })
    );
    if (loaded < messages * 0.99) throw new Error(`Only ${loaded} of ${messages} messages came in.`);
    await app.page.getByRole('option', { name: /Bench/ }).dblclick();
    await app.page
      .getByRole('button', { name: /^Messages/ })
      .first()
      .click();
    await app.page.getByRole('button', { name: /^Time range/ }).click();
    await app.page.getByRole('menuitemcheckbox', { name: 'Last 30 days' }).click();
    await app.page
      .getByText(/messages\./)
      .first()
      .waitFor();
  } finally {
    await app.end();
    await tenant.end();
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
