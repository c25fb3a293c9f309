import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from '@playwright/test';

/**
 * Flags for measuring only, the same for both sides, in no shipped code: a debugging port on loopback, over which the
 * page's own paint timing is read.
 */
export const measuringFlags = ['--remote-debugging-port=0', '--password-store=basic', '--disable-gpu'];

/**
 * @typedef {object} Started
 * @property {number} firstPaint ms from the start of the process to the first paint
 * @property {import('node:child_process').ChildProcess} child
 * @property {import('@playwright/test').Page} page
 * @property {() => Promise<void>} end
 */

/**
 * Starts an app folder directly and waits for its first paint.
 * @param {{ executablePath: string, args: readonly string[], userData?: string, environment?: NodeJS.ProcessEnv }} options
 * @returns {Promise<Started>}
 */
export async function startMeasured(options) {
  const own = options.userData === undefined;
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'atlas-bench-'));
  const began = Date.now();
  const child = spawn(
    options.executablePath,
    [...options.args, ...measuringFlags, `--user-data-dir=${userData}`],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...options.environment },
    },
  );
  const browser = await chromium.connectOverCDP(await debuggingAddress(child));
  const page = await appPage(browser);
  const firstPaint = (await paintTime(page)) - began;
  return {
    firstPaint,
    child,
    page,
    end: async () => {
      const exited = once(child, 'exit');
      await browser.close();
      child.kill('SIGTERM');
      await exited;
      if (own) rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** @param {import('node:child_process').ChildProcess} child */
async function debuggingAddress(child) {
  let text = '';
  for await (const chunk of child.stderr ?? []) {
    text += String(chunk);
    const found = /DevTools listening on ws:\/\/([^/]+)/.exec(text);
    if (!found?.[1]) continue;
    return `http://${found[1]}`;
  }
  throw new Error(`The window ended before it listened:\n${text}`);
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
