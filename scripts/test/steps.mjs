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

/**
 * Everything that needs no window, in three lanes side by side. What a step prints appears whole when the step ends.
 * @param {Tally} tally
 * @param {{ node24?: string }} [options] another Node, on which the unit tests run a second time
 */
export async function withoutWindow(tally, { node24 } = {}) {
  await Promise.all([
    inOrder(
      () => tool(tally, 'format', 'prettier', ['--check', '--log-level=warn', '.']),
      () => tool(tally, 'lint', 'eslint', ['--max-warnings=0', '.']),
      async () => {
        if (node24 !== undefined)
          await vitest(tally, 'unit on Node 24', { projects: ['unit'], node: node24, workers: computing });
      },
    ),
    inOrder(
      // src-main's part holds src-shared with the same settings.
      ...['src-main', 'src-demo-tenant', 'tests', 'scripts'].map(
        (part) => () => tool(tally, `types of ${part}`, 'tsc', ['--project', part]),
      ),
      () =>
        tool(tally, 'svelte-check', 'svelte-check', [
          '--tsconfig',
          'src-renderer/tsconfig.json',
          '--fail-on-warnings',
          '--output',
          'human',
        ]),
      () => vitest(tally, 'unit and component', { projects: ['unit', 'component'], workers: computing }),
    ),
    vitest(tally, 'contract and integration', { projects: ['contract', 'integration'], workers: waiting }),
  ]);
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
  const fine = (await run('build', process.execPath, [join(root, 'scripts/build.mjs')])) === 0;
  tally.check('build', fine);
  return fine;
}

/** The unpacked package, for the tests that start it. @param {Tally} tally @returns {Promise<boolean>} whether it is there */
export async function packageApp(tally) {
  const fine = (await run('packaging', process.execPath, [join(root, 'scripts/package.mjs'), '--dir'])) === 0;
  tally.check('packaging', fine);
  return fine;
}

const nothing = { passed: 0, failed: 0, skips: [] };

/** @param {Tally} tally @param {string} what @param {string} program @param {readonly string[]} args */
async function tool(tally, what, program, args) {
  tally.check(what, (await runQuietly(what, bin(program), args)) === 0);
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
