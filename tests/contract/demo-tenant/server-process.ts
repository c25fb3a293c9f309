import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { isObject } from '../reader/answer.ts';
import type { OAuthKey } from '../reader/token.ts';
import { oneAtATime } from './start-lock.ts';

const SCRIPT = fileURLToPath(new URL('../../../scripts/demo-tenant.mjs', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export const CLIENT_NAMES = ['administrator', 'operator', 'reader', 'nothing'] as const;
export type ClientName = (typeof CLIENT_NAMES)[number];

export interface RunningServer {
  readonly url: string;
  /** Of its process. */
  readonly pid: number;
  readonly keys: Readonly<Record<ClientName, OAuthKey>>;
  close(): Promise<void>;
}

/** Runs the demo tenant as its command does and reads its first line; nothing else is known of it. */
export async function startServer(
  options: Readonly<Record<string, string | number>>,
): Promise<RunningServer> {
  return oneAtATime(async () => {
    const flags = Object.entries({ port: 0, ...options }).flatMap(([name, value]) => [
      `--${name}`,
      String(value),
    ]);
    const child = spawn(process.execPath, [SCRIPT, ...flags], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    const ended = once(child, 'exit');
    const line = await Promise.race([
      once(createInterface({ input: child.stdout }), 'line').then(([first]) => String(first)),
      ended.then(() => undefined),
    ]);
    if (line === undefined || child.pid === undefined)
      throw new Error(`The demo tenant did not start: ${complaints}`);
    return {
      ...readFirstLine(line),
      pid: child.pid,
      close: async () => {
        child.kill('SIGTERM');
        await ended;
      },
    };
  });
}

/** The one line of JSON on stdout: the address and a service key for each set of roles. */
export function readFirstLine(line: string): Pick<RunningServer, 'url' | 'keys'> {
  const said: unknown = JSON.parse(line);
  const clients: unknown = isObject(said) ? said['clients'] : undefined;
  if (!isObject(said) || typeof said['url'] !== 'string' || !Array.isArray(clients)) {
    throw new Error(`The first line is not {"url","clients"}: ${line}`);
  }
  const keyOf = (name: ClientName): OAuthKey => {
    const client: unknown = clients.find((each: unknown) => isObject(each) && each['name'] === name);
    const key = isObject(client) ? client['serviceKey'] : undefined;
    const oauth = isObject(key) ? key['oauth'] : undefined;
    return readKey(oauth, name);
  };
  return {
    url: said['url'],
    keys: {
      administrator: keyOf('administrator'),
      operator: keyOf('operator'),
      reader: keyOf('reader'),
      nothing: keyOf('nothing'),
    },
  };
}

function readKey(oauth: unknown, name: string): OAuthKey {
  if (!isObject(oauth)) throw new Error(`No service key for the client ${name}`);
  const field = (field: keyof OAuthKey): string => {
    const value = oauth[field];
    if (typeof value !== 'string') throw new Error(`The service key of ${name} has no ${field}`);
    return value;
  };
  return {
    clientid: field('clientid'),
    clientsecret: field('clientsecret'),
    url: field('url'),
    tokenurl: field('tokenurl'),
  };
}
