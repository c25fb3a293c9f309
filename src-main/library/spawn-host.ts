import { utilityProcess } from 'electron';

import type { HostPort, SpawnHost } from './host-port.ts';
import type { HostReply } from './protocol.ts';

/** Starts the host as a utility process: a crash of native code ends it and nothing else. */
export function spawnHost(entry: string): SpawnHost {
  return (): HostPort => {
    const child = utilityProcess.fork(entry, [], { serviceName: 'Tenant Atlas library' });
    return {
      post: (request) => {
        child.postMessage(request);
      },
      onReply: (listener) => {
        child.on('message', (reply: HostReply) => {
          listener(reply);
        });
      },
      onEnd: (listener) => {
        child.once('exit', listener);
      },
      end: () => {
        child.kill();
      },
    };
  };
}
