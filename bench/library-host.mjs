import { fork } from 'node:child_process';
import { join } from 'node:path';

import { root } from '../scripts/setup/project.mjs';

/** The host as it is built, in a process of its own; the port that Electron would give it is the channel of `fork`. */
export function startHost() {
  const port = `data:text/javascript,${encodeURIComponent(
    'process.parentPort = { on: (_, hear) => process.on("message", (data) => hear({ data })), postMessage: (message) => process.send(message) };',
  )}`;
  const child = fork(join(root, 'out', 'library', 'library-host.js'), [], {
    execArgv: ['--import', port],
    serialization: 'advanced',
  });
  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (fault: Error) => void }>} */
  const waiting = new Map();
  let last = 0;
  child.on(
    'message',
    (/** @type {{ id: number, ok: boolean, value?: unknown, error?: unknown }} */ reply) => {
      const asked = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (reply.ok) asked?.resolve(reply.value);
      else asked?.reject(new Error(JSON.stringify(reply.error)));
    },
  );
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`The library host ended with ${code}.`));
  });
  return {
    ask: (/** @type {object} */ request) =>
      new Promise((/** @type {(value: unknown) => void} */ resolve, reject) => {
        const id = ++last;
        waiting.set(id, { resolve, reject });
        child.send({ ...request, id, library: 'bench' });
      }),
    end: () => child.kill(),
  };
}
