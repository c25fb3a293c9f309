import { spawn } from 'node:child_process';

import { root, say, Stop } from './project.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
let stopping = false;

/** Ctrl-C ends what runs, then the command; a second one does not wait. Nothing outlives the command. */
export function endOnSignals() {
  process.on('exit', () => {
    for (const child of running) child.kill('SIGKILL');
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (stopping || running.size === 0) process.exit(130);
      stopping = true;
      // A terminal has sent its Ctrl-C to the whole group already; twice would mean "at once".
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      for (const child of running) child.kill(signal);
    });
  }
}

/**
 * Answers the exit code of a child when it has ended, or stops the command if a signal has ended it.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
export async function ended(child) {
  running.add(child);
  try {
    const code = await new Promise((done, failed) => {
      child.once('error', failed);
      child.once('close', (status) => done(status ?? 1));
    });
    if (stopping) throw new Stop('Stopped.', 130);
    return code;
  } finally {
    running.delete(child);
  }
}

/**
 * Runs a program of the project with our output and answers its exit code.
 * @param {string} program @param {readonly string[]} args @param {NodeJS.ProcessEnv} [environment]
 */
export function runProgram(program, args, environment = {}) {
  return ended(
    spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
    }),
  );
}

/** @param {readonly string[]} args of Node @param {NodeJS.ProcessEnv} [environment] */
export function runNode(args, environment = {}) {
  return runProgram(process.execPath, args, environment);
}

/**
 * Runs a step of the set-up with its output kept, and says every few seconds that it is still at it.
 * @param {string} what such as "fetching Electron"
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ environment?: NodeJS.ProcessEnv, limit?: number, shell?: boolean, progress?: () => string }} [options]
 *   `limit` in milliseconds; `progress` adds what is known to each line
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
export async function runStep(what, program, args, { environment = {}, limit, shell, progress } = {}) {
  const began = Date.now();
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
    ...(limit === undefined ? {} : { timeout: limit }),
    ...(shell === undefined ? {} : { shell }),
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const ticker = setInterval(() => {
    const seconds = Math.round((Date.now() - began) / 1000);
    say(`  … still ${what}, ${seconds} s${progress ? progress() : ''}`);
  }, 5000);
  try {
    return { code: await ended(child), stdout, stderr };
  } finally {
    clearInterval(ticker);
  }
}
