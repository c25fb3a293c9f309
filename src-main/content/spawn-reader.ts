import { utilityProcess } from 'electron';

import type { ReaderPort, ReaderReply } from './reader/protocol.ts';

/** Megabytes of objects the reader may hold; what is larger is no artifact. */
const heap = 512;

/** Starts the reader as a process of its own, which hostile content may fill or block without harm to the rest. */
export function spawnReader(entry: string): () => ReaderPort {
  return () => {
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'Tenant Atlas content reader',
      execArgv: [`--max-old-space-size=${heap}`],
    });
    return {
      post: (request) => {
        child.postMessage(request);
      },
      onReply: (listener) => {
        child.on('message', (reply: ReaderReply) => {
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
