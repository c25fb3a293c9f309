import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Folder of the project, and where things kept once per machine lie. */
export const root = resolve(import.meta.dirname, '..', '..');
export const cacheFolder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tenant-atlas');

/** A line of progress; stdout belongs to what a command answers. @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Ends a command with a message for a person, without a stack trace. */
export class Stop extends Error {}

/** @param {string | Uint8Array} content */
export function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}

/** @returns {{ version: string, dependencies: Record<string, string>, devDependencies: Record<string, string> }} */
export function manifest() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}

/**
 * Runs a command of the project: a `Stop` prints its message, anything else its stack.
 * @param {() => Promise<void>} command
 */
export async function runCommand(command) {
  try {
    await command();
  } catch (fault) {
    say(fault instanceof Stop ? fault.message : String(/** @type {Error} */ (fault).stack));
    process.exitCode = 1;
  }
}
