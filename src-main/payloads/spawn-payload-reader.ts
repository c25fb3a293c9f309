import { utilityProcess } from 'electron';

import type { PayloadPort, PayloadReply } from './reader/protocol.ts';

/** Megabytes of objects: the nodes of an XML text for XPath take about ten times its size. Bytes themselves do not count. */
const heap = 2_048;

/** Starts the payload reader as a process of its own, which a payload or an expression may fill or block without harm to the rest. */
export function spawnPayloadReader(entry: string): () => PayloadPort {
  return () => {
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'Tenant Atlas payload reader',
      execArgv: [`--max-old-space-size=${heap}`],
    });
    return {
      post: (request) => {
        child.postMessage(request);
      },
      onReply: (listener) => {
        child.on('message', (reply: PayloadReply) => {
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
