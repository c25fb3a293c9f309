import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Flags for measuring only, the same for both sides, in no shipped code: a debugging port on loopback, over which the
 * page's own paint timing is read.
 */
export const measuringFlags = ['--remote-debugging-port=0', '--password-store=basic', '--disable-gpu'];

/**
 * @typedef {object} Started
 * @property {number} firstPaint ms from the start of the process to the first paint
 * @property {import('node:child_process').ChildProcess} child
 * @property {string} socket address of the page on the debugging port
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
  const browser = await debuggingAddress(child);
  const socket = await pageSocket(browser);
  const firstPaint = (await paintTime(socket)) - began;
  return {
    firstPaint,
    child,
    socket,
    end: async () => {
      const exited = once(child, 'exit');
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
    const found = /DevTools listening on (ws:\/\/\S+)/.exec(text);
    if (found?.[1]) {
      child.stderr?.resume();
      return new URL(found[1]);
    }
  }
  throw new Error(`The window ended before it listened:\n${text}`);
}

/** @param {URL} browser */
async function pageSocket(browser) {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const targets = /** @type {{ type: string, url: string, webSocketDebuggerUrl: string }[]} */ (
      await (await fetch(`http://${browser.host}/json/list`)).json()
    );
    const page = targets.find(({ type, url }) => type === 'page' && url.startsWith('app:'));
    if (page) return page.webSocketDebuggerUrl;
  }
  throw new Error('No page within 20 s');
}

/**
 * Wall-clock time of the first paint, ms since 1970.
 * @param {string} socket
 */
async function paintTime(socket) {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const value = Number(await askForPaint(socket));
    // The page is replaced once while it loads; what was asked of the first one is never answered.
    if (Number.isFinite(value)) return value;
  }
  throw new Error('No paint within 20 s');
}

/** @param {string} socket */
function askForPaint(socket) {
  return evaluate(
    socket,
    `new Promise((done) => {
      const tell = (entry) => done(performance.timeOrigin + entry.startTime);
      const [seen] = performance.getEntriesByName('first-paint');
      if (seen) return tell(seen);
      new PerformanceObserver((list) => {
        const [entry] = list.getEntriesByName('first-paint');
        if (entry) tell(entry);
      }).observe({ type: 'paint', buffered: true });
    })`,
  );
}

/**
 * Evaluates an expression in the page and waits for its promise.
 * @param {string} socket
 * @param {string} expression
 * @returns {Promise<unknown>}
 */
export async function evaluate(socket, expression) {
  const { WebSocket } = await import('ws');
  const connection = new WebSocket(socket);
  await once(connection, 'open');
  connection.send(
    JSON.stringify({
      id: 1,
      method: 'Runtime.evaluate',
      params: { expression, awaitPromise: true, returnByValue: true },
    }),
  );
  for await (const [data] of on(connection)) {
    const answer = JSON.parse(String(data));
    if (answer.id !== 1) continue;
    connection.close();
    if (answer.error) return undefined;
    if (answer.result?.exceptionDetails) throw new Error(JSON.stringify(answer.result.exceptionDetails));
    return answer.result?.result?.value;
  }
  throw new Error('The page went away');
}

/** @param {import('ws').WebSocket} connection */
async function* on(connection) {
  const { on: events } = await import('node:events');
  yield* events(connection, 'message');
}
