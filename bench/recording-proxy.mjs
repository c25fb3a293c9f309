import { createServer, request as send } from 'node:http';

/**
 * Hands requests on to a server and writes down what passed: paths, answers, and how many were under way at once.
 * @param {string} target
 */
export async function startRecordingProxy(target) {
  /** @type {{ path: string, status: number }[]} */
  const passed = [];
  let under = 0;
  let most = 0;
  const server = createServer((incoming, outgoing) => {
    most = Math.max(most, ++under);
    const path = incoming.url ?? '/';
    const onward = send(
      `${target}${path}`,
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        passed.push({ path, status: answer.statusCode ?? 0 });
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    outgoing.once('close', () => under--);
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    passed: /** @type {readonly { path: string, status: number }[]} */ (passed),
    mostAtOnce: () => most,
    end: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
