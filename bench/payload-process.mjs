import { fork } from 'node:child_process';
import { join } from 'node:path';

import { root } from '../scripts/setup/project.mjs';

/** The payload reader as it is built, in a process of its own; the port that Electron would give it is the channel of `fork`. */
export function startPayloadReader() {
  const port = `data:text/javascript,${encodeURIComponent(
    'process.parentPort = { on: (_, hear) => process.on("message", (data) => hear({ data })), postMessage: (message) => process.send(message) };',
  )}`;
  const child = fork(join(root, 'out', 'payload-reader', 'payload-reader.js'), [], {
    execArgv: ['--import', port, '--max-old-space-size=2048'],
    serialization: 'advanced',
  });
  /** @type {Map<number, { resolve: (value: any) => void, reject: (fault: Error) => void }>} */
  const waiting = new Map();
  let last = 0;
  child.on(
    'message',
    (/** @type {{ id: number, ok: boolean, value?: unknown, message?: string }} */ reply) => {
      const asked = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (reply.ok) asked?.resolve(reply.value);
      else asked?.reject(new Error(reply.message));
    },
  );
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`The payload reader ended with ${code}.`));
  });
  return {
    give: (/** @type {readonly Uint8Array[]} */ pieces) => {
      const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
      child.send({ type: 'take', payload: 'bench', contentType: '', bytes });
      for (const piece of pieces) child.send({ type: 'piece', payload: 'bench', piece });
    },
    ask: (/** @type {object} */ request) =>
      new Promise((/** @type {(value: any) => void} */ resolve, reject) => {
        const id = ++last;
        waiting.set(id, { resolve, reject });
        child.send({ ...request, id, payload: 'bench' });
      }),
    end: () => child.kill(),
  };
}
