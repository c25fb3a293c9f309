import { LibraryHost } from '../../../../src-main/library/host/library-host.ts';
import type { HostPort, SpawnHost } from '../../../../src-main/library/host-port.ts';
import type { HostReply, HostRequest } from '../../../../src-main/library/protocol.ts';

export interface InProcessHosts {
  readonly spawn: SpawnHost;
  readonly spawned: () => number;
  /** What was asked, in order, as it crossed the port. */
  readonly requests: HostRequest[];
  /** As if the newest host's process had died. */
  readonly crash: () => void;
}

/** The real host without a process around it: messages are cloned and arrive later, as on a port. */
export function inProcessHosts(): InProcessHosts {
  const ends: (() => void)[] = [];
  const requests: HostRequest[] = [];
  let count = 0;
  const spawn = (): HostPort => {
    count += 1;
    let alive = true;
    let tellReply: (reply: HostReply) => void = () => undefined;
    let tellEnd: () => void = () => undefined;
    const host = new LibraryHost((reply) => {
      const copy = structuredClone(reply);
      setImmediate(() => {
        if (alive) tellReply(copy);
      });
    });
    const end = (): void => {
      if (!alive) return;
      alive = false;
      tellEnd();
    };
    ends.push(end);
    return {
      post: (request) => {
        requests.push(request);
        const copy = structuredClone(request);
        setImmediate(() => {
          if (alive) void host.handle(copy);
        });
      },
      onReply: (listener) => {
        tellReply = listener;
      },
      onEnd: (listener) => {
        tellEnd = listener;
      },
      end,
    };
  };
  return { spawn, spawned: () => count, requests, crash: () => ends.at(-1)?.() };
}
