import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

import { mutants } from './mutants.mjs';

/**
 * Breaks each point in a temporary copy, one at a time, and expects the named test to fail. The same test must pass
 * on the untouched copy first: a test that cannot run proves nothing.
 */
const root = resolve(import.meta.dirname, '..', '..');
const only = process.argv.slice(2);
const chosen = mutants.filter(({ point }) => only.length === 0 || only.some((text) => point.includes(text)));
const copy = mkdtempSync(join(tmpdir(), 'atlas-mutants-'));
const left = new Set(['node_modules', '.git', 'out', 'dist', 'release', 'test-results']);
cpSync(root, copy, { recursive: true, filter: (path) => !left.has(basename(path)) });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

/** @type {string[]} */
const survivors = [];
try {
  runBuild('untouched copy');
  if (chosen.some(({ kind }) => kind === 'package')) pack('untouched copy');
  for (const mutant of uniqueTests(chosen)) {
    if (!testPasses(mutant))
      throw new Error(`"${mutant.test}" fails or does not exist before anything is broken`);
  }
  for (const mutant of chosen) {
    const file = join(copy, mutant.file);
    const source = readFileSync(file, 'utf8');
    writeFileSync(file, mutated(source, mutant));
    if (mutant.kind === 'e2e') runBuild(mutant.point);
    if (mutant.kind === 'package') pack(mutant.point);
    const caught = !testPasses(mutant);
    writeFileSync(file, source);
    console.log(`${caught ? 'caught  ' : 'SURVIVED'}  ${mutant.point}  (${mutant.test})`);
    if (!caught) survivors.push(mutant.point);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${chosen.length - survivors.length} passed, ${survivors.length} failed, 0 skipped`);
process.exitCode = survivors.length === 0 && chosen.length > 0 ? 0 : 1;

/** @param {string} source @param {import('./mutants.mjs').Mutant} mutant */
function mutated(source, mutant) {
  const places = source.split(mutant.find).length - 1;
  if (places === 0 || (places > 1 && !mutant.all))
    throw new Error(`${mutant.point}: found ${places} times in ${mutant.file}`);
  return source.replaceAll(mutant.find, () => mutant.replace);
}

/** @param {readonly import('./mutants.mjs').Mutant[]} list */
function uniqueTests(list) {
  return [...new Map(list.map((mutant) => [`${mutant.spec} ${mutant.test}`, mutant])).values()];
}

/** @param {string} what */
function runBuild(what) {
  const { status, stderr } = run(process.execPath, ['scripts/build.mjs']);
  if (status !== 0) throw new Error(`${what} does not build:\n${stderr}`);
}

/** @param {string} what */
function pack(what) {
  const { status, stderr } = run(process.execPath, ['scripts/package.mjs', '--dir']);
  if (status !== 0) throw new Error(`${what} is not packed:\n${stderr}`);
}

/** Passes only if exactly this test ran and passed. @param {import('./mutants.mjs').Mutant} mutant */
function testPasses({ kind, spec, test }) {
  const pattern = test.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const { status, stdout } =
    kind === 'unit'
      ? run('node_modules/.bin/vitest', ['run', '--project', 'unit', spec, '-t', pattern])
      : run('node_modules/.bin/playwright', ['test', spec, '-g', pattern, '--workers=1', '--reporter=line']);
  return status === 0 && /\b\d+ passed/.test(stdout);
}

/** @param {string} command @param {readonly string[]} args */
function run(command, args) {
  const result = spawnSync(command, args, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  if (result.error) throw result.error;
  return result;
}
