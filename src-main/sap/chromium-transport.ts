import { session } from 'electron';

import type { Transport } from './transport.ts';

/**
 * Chromium's network stack: system proxy, the operating system's certificates, NTLM and Kerberos proxies. One partition
 * per connection, in memory: a kept one would send cookies again and cache bodies on disk in plain text.
 */
export function chromiumTransport(connectionId: string): Transport {
  const partition = session.fromPartition(`connection-${connectionId}`, { cache: false });
  return {
    fetch: ({ url, method, headers, body, signal }) =>
      partition.fetch(url, {
        method,
        headers: { ...headers },
        ...(body === undefined ? {} : { body }),
        signal,
        // Followed redirects would carry the Authorization header to a foreign host.
        redirect: 'error',
        credentials: 'omit',
      }),
  };
}
