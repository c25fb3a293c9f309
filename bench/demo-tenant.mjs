import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { root } from '../scripts/setup/project.mjs';

/**
 * The demo tenant by its command, in a process of its own that counts for nobody.
 * @param {readonly string[]} options
 */
export async function startDemoTenant(options) {
  const child = spawn(
    process.execPath,
    [join(root, 'scripts', 'demo-tenant.mjs'), '--port', '0', ...options],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
    process.stderr.write(text);
  });
  const { url, clients } = JSON.parse(await firstLine(child));
  const key = (/** @type {string} */ through) => {
    const { oauth } = clients.find(
      (/** @type {{ name: string }} */ { name }) => name === 'administrator',
    ).serviceKey;
    return /** @type {import('./app-window.mjs').Key} */ (
      JSON.parse(JSON.stringify(oauth).replaceAll(url, through))
    );
  };
  return {
    url: /** @type {string} */ (url),
    /** The administrator's key, with another address in front where wanted. */
    key: (through = url) => key(through),
    /** What it says of itself, such as the number of its `flows`. @param {string} what */
    holds: (what) => {
      const found = new RegExp(`(\\d+) ${what}`).exec(said)?.[1];
      if (found === undefined)
        throw new Error(`The demo tenant does not say how many ${what} it holds:\n${said}`);
      return Number(found);
    },
    end: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** @param {Key} key @typedef {import('./app-window.mjs').Key} Key */
export async function tokenOf({ clientid, clientsecret, tokenurl }) {
  const answer = await fetch(tokenurl, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${clientid}:${clientsecret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
  const { access_token: token } = /** @type {{ access_token: string }} */ (await answer.json());
  return token;
}

/** @param {import('node:child_process').ChildProcess} child */
async function firstLine(child) {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    const end = text.indexOf('\n');
    if (end >= 0) return text.slice(0, end);
  }
  throw new Error('The demo tenant did not start.');
}
