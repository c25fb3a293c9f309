import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';

import { ForwardedApi, type TenantBehind } from './forwarded-api.ts';
import { type Mood, moodAnswer } from './moods.ts';
import { type Accepted, mayAsk, type Shown, tokenObjection } from './proofs.ts';

export interface ServerIdentity {
  readonly certificate: string;
  readonly key: string;
}

export interface CounterpartOptions {
  /** TLS where given; a certificate for the client is asked for where there is an authority for it. */
  readonly identity?: ServerIdentity;
  readonly clientAuthority?: string;
  /** Whether TLS itself refuses whoever shows no certificate. */
  readonly requiresCertificate?: boolean;
  readonly accepted: Accepted;
  /** Seconds a token says it lives; 0 as on Neo. */
  readonly expiresIn?: number;
  /** Where the data of the API comes from; without it only the service document is answered. */
  readonly tenant?: TenantBehind;
  /** Who a token says has issued it: then tokens are JSON Web Tokens. */
  readonly issuer?: string;
  /** What a token says its client may do. */
  readonly scopes?: readonly string[];
  readonly mood?: Mood;
  /** ms by which its clock is ahead. */
  readonly ahead?: number;
}

export interface SeenRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly host: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly certificateName: string | undefined;
}

export interface Counterpart {
  readonly url: string;
  readonly port: number;
  /** Everything that got through TLS, oldest first. */
  readonly seen: readonly SeenRequest[];
  /** What is accepted from now on. */
  accept(accepted: Accepted): void;
  feel(mood: Mood): void;
  /** No token issued so far is taken any more. */
  revokeTokens(): void;
  /** Shows another certificate to whoever connects from now on. */
  showIdentity(identity: ServerIdentity): void;
  close(): Promise<void>;
}

const tokenPaths = new Set(['/oauth/token', '/oauth2/api/v1/token']);
const apiPath = /^(?:\/location\/[\w-]+|\/local)?\/api\/v1(?=\/|$)/;

/** A token server and an API in one, which take the kinds of access a real tenant may take. No part of the app. */
export async function startCounterpart(options: CounterpartOptions): Promise<Counterpart> {
  const seen: SeenRequest[] = [];
  let tokens = new Set<string>();
  let { accepted, mood = 'well' } = options;
  const { ahead } = options;
  const api = new ForwardedApi(options.tenant);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const { method = '', url: path = '/', headers } = request;
    const certificateName = certificateOf(request);
    seen.push({ method, path, host: headers.host ?? '', headers, body, certificateName });
    const { pathname, searchParams } = new URL(path, 'http://counterpart.invalid');
    const form = new URLSearchParams(body === '' ? searchParams : body);
    const shown: Shown = { headers, form, certificateName };
    if (ahead !== undefined) response.setHeader('date', new Date(Date.now() + ahead).toUTCString());
    const instead = moodAnswer(mood, pathname, tokenPaths.has(pathname));
    if (instead) {
      response.writeHead(instead.status, instead.headers).end(instead.body);
      return;
    }
    if (tokenPaths.has(pathname)) {
      const objection = tokenObjection(shown, accepted);
      if (objection) {
        const { status, error, description } = objection;
        json(response, status, { error, error_description: description });
        return;
      }
      const token = newToken(options);
      tokens.add(token);
      json(response, 200, {
        access_token: token,
        token_type: 'bearer',
        expires_in: options.expiresIn ?? 3600,
        ...(options.scopes && { scope: options.scopes.join(' ') }),
      });
    } else if (!apiPath.test(pathname)) {
      response.writeHead(404).end('Requested route does not exist');
    } else if (!mayAsk(shown, accepted, (token) => tokens.has(token))) {
      response.writeHead(401, { 'content-type': 'text/html' }).end('<html><body>Unauthorized</body></html>');
    } else await api.answer(request, body, response);
  };

  const server = options.identity ? secureServer(options.identity, options) : createServer();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((fault: unknown) => response.destroy(fault as Error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${options.identity ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    seen,
    accept: (now) => (accepted = now),
    feel: (now) => (mood = now),
    revokeTokens: () => (tokens = new Set()),
    showIdentity: ({ certificate, key }) => {
      (server as ReturnType<typeof secureServer>).setSecureContext({ cert: certificate, key });
      server.closeAllConnections();
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Never the same twice; one that names its issuer has three parts, and a signature nobody checks. */
function newToken({ issuer, ahead = 0 }: CounterpartOptions): string {
  const random = randomBytes(12).toString('hex');
  if (issuer === undefined) return random;
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const issuedAt = Math.floor((Date.now() + ahead) / 1000);
  return `${part({ alg: 'RS256' })}.${part({ iss: issuer, iat: issuedAt, jti: random })}.${random}`;
}

function secureServer(
  { certificate, key }: ServerIdentity,
  { clientAuthority, requiresCertificate = false }: CounterpartOptions,
): ReturnType<typeof createSecureServer> {
  const asks = clientAuthority !== undefined;
  const server = createSecureServer({
    cert: certificate,
    key,
    ...(asks && { ca: [clientAuthority], requestCert: true, rejectUnauthorized: requiresCertificate }),
  });
  server.on('tlsClientError', (_fault, socket) => socket.destroy());
  return server;
}

function certificateOf(request: IncomingMessage): string | undefined {
  const socket = request.socket as Partial<TLSSocket>;
  if (socket.authorized !== true) return undefined;
  const name = socket.getPeerCertificate?.().subject?.CN;
  return Array.isArray(name) ? name[0] : name;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
