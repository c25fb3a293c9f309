import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { root, say } from '../setup/project.mjs';
import { runProgram } from '../setup/run-program.mjs';
import { playwrightCounts, vitestCounts, withExitCode } from './tally.mjs';

const reports = join(root, 'test-results');
const bin = (/** @type {string} */ name) => join(root, 'node_modules', '.bin', name);

/** @typedef {import('./tally.mjs').Tally} Tally */

/** Format, lint, types of every part, svelte-check. @param {Tally} tally */
export async function staticChecks(tally) {
  await tool(tally, 'format', 'prettier', ['--check', '--log-level=warn', '.']);
  await tool(tally, 'lint', 'eslint', ['--max-warnings=0', '.']);
  for (const part of ['src-shared', 'src-main', 'src-demo-tenant', 'tests', 'scripts']) {
    await tool(tally, `types of ${part}`, 'tsc', ['--project', part]);
  }
  await tool(tally, 'svelte-check', 'svelte-check', [
    '--tsconfig',
    'src-renderer/tsconfig.json',
    '--fail-on-warnings',
    '--output',
    'human',
  ]);
}

/**
 * @param {Tally} tally
 * @param {string} what
 * @param {{ projects: readonly string[], node?: string, only?: readonly string[] }} options `node`: another Node to run on
 */
export async function vitest(tally, what, { projects, node = process.execPath, only = [] }) {
  const file = report(what);
  const args = projects.flatMap((name) => ['--project', name]);
  const code = await run(what, node, [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--allowOnly=false',
    ...args,
    ...only,
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
  tally.check(what, (await run(what, bin(program), args)) === 0);
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
  say(`── ${what}: ${code === 0 ? 'fine' : 'failed'} after ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return code;
}
