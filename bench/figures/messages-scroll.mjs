import { join } from 'node:path';

import { launchOptions } from '../../scripts/setup/launch-options.mjs';
import { root } from '../../scripts/setup/project.mjs';
import { openApp } from '../app-window.mjs';
import { filledPlace } from '../filled-place.mjs';
import { startMeasured } from '../first-paint.mjs';
import { lateFrames } from '../frames.mjs';
import { inTurns } from '../harness.mjs';

const million = 1_000_000;
const rowHeight = 28;
const grid = '[role="grid"][aria-label="Messages"]';

/**
 * Late frames while the list of a million messages is scrolled, against an empty box of the same height in the bare window.
 * @param {number} [runs]
 */
export async function messagesScroll(runs = 3) {
  const messages = Number(process.env['BENCH_MESSAGES'] ?? million);
  const place = await filledPlace(messages);
  try {
    const ours = async () => {
      const app = await openApp(place);
      try {
        await app.page.getByRole('tab', { name: 'Messages' }).click();
        await rowsAreThere(app.page);
        const late = await lateFrames(app.page, grid);
        // Scrolling that shows nothing would be easy.
        await rowsAreThere(app.page);
        return late;
      } finally {
        await app.end();
      }
    };
    const { executablePath, args } = launchOptions();
    const rest = args.filter((argument) => argument !== root);
    const reference = async () => {
      const started = await startMeasured({ executablePath, args: [join(root, 'bench', 'bare'), ...rest] });
      try {
        await started.page.evaluate((height) => {
          const { document } = /** @type {any} */ (globalThis);
          document.body.innerHTML = `<div id="box" style="height: 600px; overflow: auto"><div style="height: ${height}px"></div></div>`;
        }, messages * rowHeight);
        return await lateFrames(started.page, '#box');
      } finally {
        await started.end();
      }
    };
    const measured = await inTurns(runs, ours, reference);
    return {
      name: 'messages-scroll',
      ...measured,
      budget: 2,
      more: true,
      unit: '% late frames',
      note: `${messages} rows, 480 frames each`,
    };
  } finally {
    await place.remove();
  }
}

/** Until all rows on the screen are read. @param {import('@playwright/test').Page} page */
async function rowsAreThere(page) {
  await page.waitForFunction((wanted) => {
    const { document } = /** @type {any} */ (globalThis);
    const rows = /** @type {{ textContent: string }[]} */ ([
      ...document.querySelectorAll(`${wanted} [data-index]`),
    ]);
    return rows.length > 10 && rows.every((row) => row.textContent.trim() !== '');
  }, grid);
}
