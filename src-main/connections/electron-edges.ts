import type { Session } from 'electron';

import { AppError } from '../../src-shared/errors.ts';
import type { CheckEdges } from './check-edges.ts';
import { tlsHandshake } from './tls-handshake.ts';

/**
 * The edges as Chromium sees them. `session` is an in-memory partition without any login. Its fetch
 * goes out without a token: it only shows whether the certificate is trusted.
 */
export function createCheckEdges(
  session: Pick<Session, 'resolveProxy' | 'resolveHost' | 'fetch'>,
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
    handshake: tlsHandshake,
    isTrustedByChromium: async (origin, signal) => {
      try {
        const answer = await session.fetch(`${origin}/`, {
          method: 'HEAD',
          redirect: 'error',
          credentials: 'omit',
          signal,
        });
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
