import { spawn } from 'node:child_process';

import { root } from './project.mjs';

/**
 * Runs a program of the project with our output and answers its exit code.
 * @param {readonly string[]} args of Node @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<number>}
 */
export function runNode(args, environment = {}) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => done(code ?? 1));
  });
}
