import { PayloadDesk } from './payload-desk.ts';
import type { PayloadRequest } from './protocol.ts';

/** The port to main that Electron gives to a utility process; `electron` itself is not imported here. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: PayloadRequest }) => void): void;
  postMessage(message: unknown): void;
}

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
const desk = new PayloadDesk();
parentPort.on('message', ({ data }) => {
  void desk.answer(data).then((reply) => {
    if (reply) parentPort.postMessage(reply);
  });
});
