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
    process.on(signal, () => stop(signal));
  }
  endWithNpm();
}

/** @param {'SIGINT' | 'SIGTERM' | 'SIGHUP'} signal */
function stop(signal) {
  if (stopping || running.size === 0) process.exit(130);
  stopping = true;
  // A terminal has sent its Ctrl-C to the whole group already; twice would mean "at once".
  if (signal === 'SIGINT' && process.stdin.isTTY) return;
  for (const child of running) child.kill(signal);
}

/** A signal to npm ends the shell between it and us, and never reaches us: then our parent is another one. */
function endWithNpm() {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop('SIGTERM');
  }, 500);
  timer.unref();
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

/**
 * The same with its output kept, both streams in the order they came.
 * @param {string} program @param {readonly string[]} args @param {NodeJS.ProcessEnv} [environment]
 */
export async function runKept(program, args, environment = {}) {
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  return { code: await ended(child), output };
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
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.environment]
 * @param {boolean} [options.shell]
 * @param {() => number} [options.bytes] how much has arrived so far
 * @param {number} [options.stallLimit] milliseconds without more bytes after which the step is ended
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
export async function runStep(what, program, args, { environment = {}, shell, bytes, stallLimit } = {}) {
  const began = Date.now();
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
    ...(shell === undefined ? {} : { shell }),
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  let seen = { bytes: 0, at: began };
  const ticker = setInterval(() => {
    const now = Date.now();
    const arrived = bytes?.() ?? 0;
    if (arrived !== seen.bytes) seen = { bytes: arrived, at: now };
    const amount = arrived > 0 ? `, ${(arrived / 1e6).toFixed(1)} MB` : '';
    say(`  … still ${what}, ${Math.round((now - began) / 1000)} s${amount}`);
    if (stallLimit !== undefined && now - seen.at > stallLimit) child.kill();
  }, 5000);
  try {
    return { code: await ended(child), stdout, stderr };
  } finally {
    clearInterval(ticker);
  }
}
