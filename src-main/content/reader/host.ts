import { answerRequest } from './answer-request.ts';
import type { ReaderRequest } from './protocol.ts';

/** The port to main that Electron gives to a utility process; `electron` itself is not imported here. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: ReaderRequest }) => void): void;
  postMessage(message: unknown): void;
}

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
parentPort.on('message', ({ data }) => {
  void answerRequest(data).then((reply) => {
    parentPort.postMessage(reply);
  });
});
