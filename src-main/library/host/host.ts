import type { HostRequest } from '../protocol.ts';
import { LibraryHost } from './library-host.ts';

/** The port to main that Electron gives to a utility process; `electron` itself is not imported here. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: HostRequest }) => void): void;
  postMessage(message: unknown): void;
}

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
const host = new LibraryHost((reply) => {
  parentPort.postMessage(reply);
});
parentPort.on('message', ({ data }) => {
  // Failures are answered as data.
  void host.handle(data);
});
