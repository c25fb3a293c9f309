import { describe, expect, it, vi } from 'vitest';

import { createCheckEdges } from '../../../../src-main/connections/electron-edges.ts';
import type { Transport } from '../../../../src-main/sap/transport.ts';
import { systemProxy } from '../../../../src-shared/model/way.ts';

type Session = Parameters<typeof createCheckEdges>[0];

function edges({ fetch = answered, ...change }: Partial<Session> & { readonly fetch?: Transport['fetch'] }) {
  const session: Session = {
    resolveProxy: () => Promise.resolve('DIRECT'),
    resolveHost: () => Promise.resolve({ endpoints: [{ address: '192.0.2.1', family: 'ipv4' }] }),
    ...change,
  };
  return createCheckEdges(session, () => ({ fetch }));
}

const answered = (): Promise<Response> => Promise.resolve(new Response(''));
const way = { proxy: systemProxy, proxyPassword: () => Promise.resolve(undefined) };

const signal = new AbortController().signal;

describe('the edges of the connection test', () => {
  it('answer the addresses of a host', async () => {
    await expect(edges({}).resolveHost('a.example')).resolves.toEqual(['192.0.2.1']);
  });

  it.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'network.name-not-resolved'],
    ['net::ERR_INTERNET_DISCONNECTED', 'network.offline'],
  ])('name %s', async (message, code) => {
    const resolveHost = () => Promise.reject(new Error(message));
    await expect(edges({ resolveHost }).resolveHost('a.example')).rejects.toMatchObject({
      code,
      facts: { host: 'a.example' },
    });
  });

  it.each([
    ['net::ERR_CERT_AUTHORITY_INVALID', false],
    ['net::ERR_CERT_COMMON_NAME_INVALID', false],
    ['net::ERR_CONNECTION_RESET', true],
  ])('take %s for trusted: %s', async (message, isTrusted) => {
    const fetch = () => Promise.reject(new Error(message));
    await expect(edges({ fetch }).isTrustedByChromium('https://a.example', signal, way)).resolves.toBe(
      isTrusted,
    );
  });

  it('ask for trust without any credentials', async () => {
    const fetch = vi.fn<Transport['fetch']>(answered);
    await expect(edges({ fetch }).isTrustedByChromium('https://a.example', signal, way)).resolves.toBe(true);
    expect(fetch.mock.calls).toEqual([[{ url: 'https://a.example/', method: 'HEAD', headers: {}, signal }]]);
  });

  it('do not take a cancelled test for a trusted certificate', async () => {
    const cancel = new AbortController();
    cancel.abort();
    const fetch = () => Promise.reject(new Error('aborted'));
    await expect(
      edges({ fetch }).isTrustedByChromium('https://a.example', cancel.signal, way),
    ).rejects.toMatchObject({
      code: 'request.cancelled',
    });
  });
});
