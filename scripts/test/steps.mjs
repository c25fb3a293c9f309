import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { root, say } from '../setup/project.mjs';
import { runKept, runProgram } from '../setup/run-program.mjs';
import { playwrightCounts, vitestCounts, withExitCode } from './tally.mjs';

const reports = join(root, 'test-results');
const bin = (/** @type {string} */ name) => join(root, 'node_modules', '.bin', name);

/** @typedef {import('./tally.mjs').Tally} Tally */

/** Of each lane of `withoutWindow`: two lanes compute, the third mostly waits for the rates of a tenant. */
const computing = Math.max(1, Math.floor(availableParallelism() / 2));
const waiting = 4;

/** TypeScript's native compiler; the one in JavaScript stays for what asks it about types (svelte-check, eslint). */
const tsc = join(root, 'node_modules', '@typescript/native', 'bin/tsc');

/**
 * Everything that needs no window, in three lanes side by side. What a step prints appears whole when the step ends.
 * @param {Tally} tally
 * @param {(() => Promise<void>)[]} [more] steps for the lane that has the least to do
 */
export async function withoutWindow(tally, more = []) {
  await Promise.all([
    inOrder(
      () => tool(tally, 'format', 'oxfmt', ['--check', '.']),
      () =>
        tool(tally, 'format of Svelte', 'prettier', ['--check', '--log-level=warn', '**/*.{svelte,html}']),
      () => tool(tally, 'lint', 'oxlint', ['--type-aware', '--max-warnings=0', '.']),
      () => tool(tally, 'lint of Svelte and scripts', 'eslint', ['--max-warnings=0', '.']),
      // src-main's part holds src-shared with the same settings. One thread: the other lanes have the other core.
      ...['src-main', 'src-demo-tenant', 'tests', 'scripts'].map(
        (part) => () =>
          program(tally, `types of ${part}`, process.execPath, [tsc, '--project', part, '--checkers', '1']),
      ),
      () =>
        tool(tally, 'svelte-check', 'svelte-check', [
          '--tsconfig',
          'src-renderer/tsconfig.json',
          '--fail-on-warnings',
          '--output',
          'human',
        ]),
      ...more,
    ),
    vitest(tally, 'unit and component', { projects: ['unit', 'component'], workers: computing }),
    vitest(tally, 'contract and integration', { projects: ['contract', 'integration'], workers: waiting }),
  ]);
}

/** Every lint rule by one program, with the types of TypeScript and Svelte. @param {Tally} tally */
export async function completeLint(tally) {
  const config = join(root, 'tests/long/lint.config.js');
  await tool(tally, 'complete lint', 'eslint', ['--config', config, '--max-warnings=0', '.']);
}

/** @param {(() => Promise<void>)[]} steps */
async function inOrder(...steps) {
  for (const step of steps) await step();
}

/**
 * @param {Tally} tally
 * @param {string} what
 * @param {{ projects: readonly string[], node?: string, workers?: number }} options `node`: another Node to run on; with
 *   `workers` it is one of several lanes
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
 * @param {{ project: string, environment: NodeJS.ProcessEnv }} options
 */
export async function playwright(tally, what, { project, environment }) {
  const file = report(what);
  const code = await run(
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
 * @param {string} what @param {string} program @param {readonly string[]} args @returns {Promise<number>}
 */
async function runQuietly(what, program, args) {
  const began = Date.now();
  say(`── ${what} …`);
  const { code, output } = await runKept(program, args, { NO_COLOR: '1' });
  say(`── ${outcome(what, code, began)}`);
  if (output.trim() !== '') say(output.trimEnd());
  return code;
}

/** @param {string} what @param {number} code @param {number} began */
function outcome(what, code, began) {
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  return `${what}: ${code === 0 ? 'fine' : 'failed'} after ${seconds} s`;
}
