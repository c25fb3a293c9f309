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
        await showAll(app.page, messages);
        await rowsAreThere(app.page);
        await isQuiet(app.page);
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

/** A list begins with a day. @param {import('@playwright/test').Page} page @param {number} messages */
async function showAll(page, messages) {
  await page.getByRole('tab', { name: 'Messages' }).click();
  await page.getByRole('button', { name: /^Time range/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Last 30 days' }).click();
  await page.waitForFunction(
    ([wanted, least]) => {
      const { document } = /** @type {any} */ (globalThis);
      return Number(document.querySelector(wanted).getAttribute('aria-rowcount')) > Number(least);
    },
    /** @type {const} */ ([grid, messages * 0.99]),
  );
}

/** Until nothing is read or counted any more, for a second. @param {import('@playwright/test').Page} page */
async function isQuiet(page) {
  await page.evaluate(async () => {
    const { document } = /** @type {any} */ (globalThis);
    for (let quiet = 0; quiet < 10;) {
      await new Promise((done) => setTimeout(done, 100));
      quiet = document.querySelector('[aria-busy="true"]') ? 0 : quiet + 1;
    }
  });
}

/** Until all rows on the screen are read. @param {import('@playwright/test').Page} page */
async function rowsAreThere(page) {
  await page.waitForFunction((wanted) => {
    const { document } = /** @type {any} */ (globalThis);
    const rows = document.querySelectorAll(`${wanted} [data-index]`).length;
    return rows > 10 && document.querySelectorAll(`${wanted} .unread`).length === 0;
  }, grid);
}
