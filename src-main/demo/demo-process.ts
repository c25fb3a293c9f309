import { utilityProcess } from 'electron';

import type { DemoProcess } from './demo-tenant.ts';

/** `entry` is the built demo tenant, `demo-tenant.js` beside the built main. */
export function startDemoProcess(entry: string): DemoProcess {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Demo tenant', stdio: 'ignore' });
  return {
    postMessage: (message) => {
      child.postMessage(message);
    },
    on: (_event, listener) => child.on('message', listener),
    once: (_event, listener) => child.once('exit', listener),
    kill: () => child.kill(),
  };
}
