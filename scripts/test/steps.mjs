import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { root, say } from '../setup/project.mjs';
import { runKept, runProgram } from '../setup/run-program.mjs';
import { playwrightCounts, vitestCounts, withExitCode } from './tally.mjs';

const reports = join(root, 'test-results');
const bin = (/** @type {string} */ name) => join(root, 'node_modules', '.bin', name);

/** @typedef {import('./tally.mjs').Tally} Tally */

/** TypeScript's native compiler; the one in JavaScript stays for what asks it about types (svelte-check, eslint). */
const tsc = join(root, 'node_modules', '@typescript/native', 'bin/tsc');

/** Format, lint and types, one after the other. @param {Tally} tally */
export async function staticChecks(tally) {
  await tool(tally, 'format', 'oxfmt', ['--check', '.']);
  await tool(tally, 'format of Svelte', 'prettier', ['--check', '--log-level=warn', '**/*.{svelte,html}']);
  await tool(tally, 'lint', 'oxlint', ['--type-aware', '--max-warnings=0', '.']);
  await tool(tally, 'lint of Svelte and scripts', 'eslint', ['--max-warnings=0', '.']);
  // src-main's part holds src-shared with the same settings. One thread: other lanes have the other core.
  for (const part of ['src-main', 'src-demo-tenant', 'tests', 'scripts']) {
    const args = [tsc, '--project', part, '--checkers', '1'];
    await program(tally, `types of ${part}`, process.execPath, args);
  }
  // Svelte's own checks, and its types by the native compiler.
  await tool(tally, 'svelte-check', 'svelte-check', [
    '--tsconfig',
    'src-renderer/tsconfig.json',
    '--tsgo-experimental-api',
    '--fail-on-warnings',
    '--output',
    'human',
  ]);
}

/** Every lint rule by one program, with the types of TypeScript and Svelte. @param {Tally} tally */
export async function completeLint(tally) {
  const config = join(root, 'tests/long/lint.config.js');
  await tool(tally, 'complete lint', 'eslint', ['--config', config, '--max-warnings=0', '.']);
}

/**
 * @param {Tally} tally
 * @param {string} what
 * @param {{ projects: readonly string[], node?: string, workers?: number }} options `node`: another Node to run on; with
 *   `workers` it is a lane beside others
 */
export async function vitest(tally, what, { projects, node = process.execPath, workers }) {
  const file = report(what);
  const args = projects.flatMap((name) => ['--project', name]);
  const start = workers === undefined ? run : runQuietly;
  const code = await start(what, node, [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--allowOnly=false',
    // Runs side by side would share its file.
    '--no-cache',
    ...args,
    ...(workers === undefined ? [] : [`--maxWorkers=${workers}`]),
    '--reporter=dot',
    '--reporter=./scripts/test/skip-reasons.mjs',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  tally.add(what, withExitCode(existsSync(file) ? vitestCounts(read(file)) : nothing, code));
}

/**
 * @param {Tally} tally
 * @param {string} what
 * @param {{ project: string, environment: NodeJS.ProcessEnv, isLane?: boolean }} options
 */
export async function playwright(tally, what, { project, environment, isLane = false }) {
  const file = report(what);
  const start = isLane ? runQuietly : run;
  const code = await start(
    what,
    process.execPath,
    [
      join(root, 'node_modules/@playwright/test/cli.js'),
      'test',
      `--project=${project}`,
      '--forbid-only',
      '--reporter=list,json',
    ],
    {
      ...environment,
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    },
  );
  tally.add(what, withExitCode(existsSync(file) ? playwrightCounts(read(file)) : nothing, code));
}

/** Builds the app, which counts as one check. @param {Tally} tally @returns {Promise<boolean>} whether it is there */
export async function build(tally) {
  const fine = (await runQuietly('build', process.execPath, [join(root, 'scripts/build.mjs')])) === 0;
  tally.check('build', fine);
  return fine;
}

/** The unpacked package, for the tests that start it. @param {Tally} tally @returns {Promise<boolean>} whether it is there */
export async function packageApp(tally) {
  const args = [join(root, 'scripts/package.mjs'), '--dir'];
  const fine = (await runQuietly('packaging', process.execPath, args)) === 0;
  tally.check('packaging', fine);
  return fine;
}

const nothing = { passed: 0, failed: 0, skips: [] };

/** @param {Tally} tally @param {string} what @param {string} name @param {readonly string[]} args */
async function tool(tally, what, name, args) {
  await program(tally, what, bin(name), args);
}

/** @param {Tally} tally @param {string} what @param {string} path @param {readonly string[]} args */
async function program(tally, what, path, args) {
  tally.check(what, (await runQuietly(what, path, args)) === 0);
}

/** @param {string} what */
function report(what) {
  mkdirSync(reports, { recursive: true });
  const file = join(reports, `${what.replaceAll(/\W+/g, '-')}.json`);
  rmSync(file, { force: true });
  return file;
}

/** @param {string} file */
function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * Runs a step with its output on ours and answers its exit code.
 * @param {string} what @param {string} program @param {readonly string[]} args @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<number>}
 */
async function run(what, program, args, environment = {}) {
  const began = Date.now();
  say(`── ${what}`);
  const code = await runProgram(program, args, { NO_COLOR: '1', ...environment });
  say(`── ${outcome(what, code, began)}`);
  return code;
}

/**
 * Runs a step beside others: what it printed comes in one piece with its outcome.
 * @param {string} what @param {string} program @param {readonly string[]} args @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<number>}
 */
async function runQuietly(what, program, args, environment = {}) {
  const began = Date.now();
  say(`── ${what} …`);
  const { code, output } = await runKept(program, args, { NO_COLOR: '1', ...environment });
  say(`── ${outcome(what, code, began)}`);
  if (output.trim() !== '') say(output.trimEnd());
  return code;
}

/** @param {string} what @param {number} code @param {number} began */
function outcome(what, code, began) {
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  return `${what}: ${code === 0 ? 'fine' : 'failed'} after ${seconds} s`;
}
