import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { say, Stop } from './project.mjs';

export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

/**
 * Starts Xvfb on a display number that it chooses itself, and answers when it is ready.
 * @returns {Promise<{ display: string, end: () => Promise<void> }>}
 */
export async function startXvfb() {
  // Without -noreset the server starts over when its last window is gone, and refuses who comes at that moment.
  const screen = ['-screen', '0', '1920x1200x24', '-noreset', '-nolisten', 'tcp'];
  // A group of its own: Ctrl-C must reach the windows before their display is gone.
  const child = spawn('Xvfb', ['-displayfd', '3', ...screen], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const kill = () => child.kill('SIGTERM');
  process.once('exit', kill);
  const exited = once(child, 'exit');
  const failed = exited.then(
    () => '',
    (fault) => {
      throw new Stop(`Xvfb did not start: ${String(fault)}`);
    },
  );
  const number = await Promise.race([
    firstLine(/** @type {import('node:stream').Readable} */ (child.stdio[3])),
    failed,
  ]);
  if (number === '') throw new Stop('Xvfb ended before it was ready.');
  say(`There is no display; using Xvfb on :${number}.`);
  return {
    display: `:${number}`,
    end: async () => {
      process.off('exit', kill);
      if (kill()) await exited;
    },
  };
}

/** @param {import('node:stream').Readable} stream */
async function firstLine(stream) {
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return text.trim();
}
