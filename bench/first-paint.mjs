import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from '@playwright/test';

/**
 * Flags for measuring only, the same for both sides, in no shipped code: a debugging port on loopback, over which the
 * page's own paint timing is read.
 */
export const measuringFlags = ['--remote-debugging-port=0', '--disable-gpu'];
const noKeyRing = '--password-store=basic';

/**
 * @typedef {object} Started
 * @property {number} firstPaint ms from the start of the process to the first paint
 * @property {import('node:child_process').ChildProcess} child
 * @property {import('@playwright/test').Page} page
 * @property {() => Promise<void>} end
 */

/**
 * Starts an app folder directly and waits for its first paint.
 * @param {{ executablePath: string, args: readonly string[], userData?: string, environment?: NodeJS.ProcessEnv, ownKeyRing?: boolean }} options
 * @returns {Promise<Started>}
 */
export async function startMeasured(options) {
  const own = options.userData === undefined;
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'atlas-bench-'));
  const began = Date.now();
  const child = spawn(
    options.executablePath,
    [
      ...options.args,
      ...measuringFlags,
      ...(options.ownKeyRing ? [] : [noKeyRing]),
      `--user-data-dir=${userData}`,
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...options.environment },
    },
  );
  const address = await debuggingAddress(child);
  await pageIsThere(address);
  const browser = await chromium.connectOverCDP(address);
  const page = await appPage(browser);
  const firstPaint = (await paintTime(page)) - began;
  return {
    firstPaint,
    child,
    page,
    end: async () => {
      const exited = once(child, 'exit');
      await browser.close();
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await exited;
      }
      // Chromium's helpers write on for a moment.
      if (own) await rm(userData, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
}

/**
 * Reads on afterwards: a closed stream would stop the window at its next line.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<string>}
 */
function debuggingAddress(child) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr?.on('data', (chunk) => {
      text += String(chunk);
      const found = /DevTools listening on ws:\/\/([^/]+)/.exec(text);
      if (found?.[1]) resolve(`http://${found[1]}`);
    });
    child.once('exit', () => reject(new Error(`The window ended before it listened:\n${text}`)));
  });
}

/** Who attaches to a page before it has an address of its own never gets an answer. @param {string} address */
async function pageIsThere(address) {
  for (;;) {
    const list = /** @type {{ type: string, url: string }[]} */ (
      await (await fetch(`${address}/json/list`)).json()
    );
    if (list.some(({ type, url }) => type === 'page' && url.startsWith('app:'))) return;
    await new Promise((done) => setTimeout(done, 25));
  }
}

/** @param {import('@playwright/test').Browser} browser */
async function appPage(browser) {
  const context = browser.contexts()[0];
  if (!context) throw new Error('The app has no browser context.');
  const isApp = (/** @type {import('@playwright/test').Page} */ page) => page.url().startsWith('app:');
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  if (!isApp(page)) await page.waitForURL(/^app:/);
  return page;
}

/**
 * Wall-clock time of the first paint, ms since 1970.
 * @param {import('@playwright/test').Page} page
 */
async function paintTime(page) {
  const paint = await page.waitForFunction(() => {
    const [entry] = performance.getEntriesByName('first-paint');
    return entry && performance.timeOrigin + entry.startTime;
  });
  return Number(await paint.jsonValue());
}
