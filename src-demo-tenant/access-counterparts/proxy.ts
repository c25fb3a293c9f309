import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

import { type Login, loginOf } from './proofs.ts';

export interface ProxyOptions {
  /** User and password it wants; without them it lets everybody through. */
  readonly login?: Login;
  /** How it asks for the login. */
  readonly challenges?: readonly string[];
  /** Where an authority `host:port` really is; unknown ones are refused with 502. */
  readonly routes: Readonly<Record<string, number>>;
}

export interface Tunnelled {
  readonly authority: string;
  readonly user: string | undefined;
  readonly status: number;
}

/** A proxy that takes CONNECT alone, and knows names that no resolver knows. */
export interface TestProxy {
  readonly url: string;
  readonly tunnels: readonly Tunnelled[];
  route(authority: string, port: number): void;
  forget(authority: string): void;
  close(): Promise<void>;
}

export async function startProxy(options: ProxyOptions): Promise<TestProxy> {
  const routes = new Map(Object.entries(options.routes));
  const tunnels: Tunnelled[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('connect', ({ url = '', headers }: IncomingMessage, socket: Socket) => {
    const login = loginOf(headers['proxy-authorization']);
    const port = routes.get(url);
    const status = isWelcome(login, options.login) ? (port === undefined ? 502 : 200) : 407;
    tunnels.push({ authority: url, user: login?.user, status });
    if (status === 407) {
      const { challenges = ['Basic realm="tests"'] } = options;
      const wants = challenges.map((challenge) => `Proxy-Authenticate: ${challenge}\r\n`).join('');
      const rest = 'Content-Length: 0\r\nConnection: close\r\n\r\n';
      socket.end(`HTTP/1.1 407 Proxy Authentication Required\r\n${wants}${rest}`);
    } else if (port === undefined) socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n');
    else {
      const far = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        far.pipe(socket).pipe(far);
      });
      far.on('error', () => socket.destroy());
      socket.on('close', () => far.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    route: (authority, port) => void routes.set(authority, port),
    forget: (authority) => void routes.delete(authority),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function isWelcome(shown: Login | undefined, wanted: Login | undefined): boolean {
  return !wanted || (shown?.user === wanted.user && shown.password === wanted.password);
}
