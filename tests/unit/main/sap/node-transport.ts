import type { Transport } from '../../../../src-main/sap/transport.ts';

/** Node's fetch in place of Chromium's: the same promises, no redirect followed. */
export const nodeTransport: Transport = {
  fetch: ({ url, method, headers, body, signal }) =>
    fetch(url, {
      method,
      headers,
      signal,
      redirect: 'error',
      ...(body === undefined ? {} : { body }),
    }),
};
