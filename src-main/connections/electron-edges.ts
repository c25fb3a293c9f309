import type { Session } from 'electron';

import { AppError } from '../../src-shared/errors.ts';
import { usualTrust } from '../../src-shared/model/way.ts';
import type { TransportFor } from '../sap/transport.ts';
import type { CheckEdges } from './check-edges.ts';
import { tlsHandshake, tryConnecting } from './tls-handshake.ts';

/**
 * The edges as Chromium sees them. `session` is an in-memory partition without any login. Its fetch
 * goes out without a token: it only shows whether the certificate is trusted.
 */
export function createCheckEdges(
  session: Pick<Session, 'resolveProxy' | 'resolveHost'>,
  transportFor: TransportFor,
): CheckEdges {
  return {
    resolveProxy: (url) => session.resolveProxy(url),
    resolveHost: async (host) => {
      try {
        const { endpoints } = await session.resolveHost(host);
        return endpoints.map(({ address }) => address);
      } catch (cause) {
        const isOffline = netError(cause).includes('ERR_INTERNET_DISCONNECTED');
        const code = isOffline ? 'network.offline' : 'network.name-not-resolved';
        throw new AppError(code, 'The name was not resolved.', { host }, { cause });
      }
    },
    connect: tryConnecting,
    handshake: tlsHandshake,
    isTrustedByChromium: async (origin, signal, { proxy, proxyPassword }) => {
      const way = { proxy, proxyPassword, trust: usualTrust, usesUndici: false, clientKey: undefined };
      try {
        const transport = transportFor('trust', way);
        const answer = await transport.fetch({ url: `${origin}/`, method: 'HEAD', headers: {}, signal });
        await answer.body?.cancel();
        return true;
      } catch (cause) {
        if (signal.aborted) {
          throw new AppError('request.cancelled', 'The test was cancelled.', {}, { cause });
        }
        // Any other failure comes after the certificate was accepted, or has its own check.
        return !netError(cause).includes('ERR_CERT_');
      }
    },
    now: () => performance.now(),
  };
}

function netError(cause: unknown): string {
  return cause instanceof Error ? cause.message : '';
}
