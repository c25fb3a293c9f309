import { describe, expect, it, onTestFinished } from 'vitest';

import { undiciTransport } from '../../../../../src-main/sap/transports/undici-transport.ts';
import { advise } from '../../../../../src-shared/advice.ts';
import { proxyFindings } from '../../../../../src-shared/connections/way-findings.ts';
import { usualTrust } from '../../../../../src-shared/model/way.ts';
import { proxy } from '../access-world.ts';
import { failureOf } from '../failure-of.ts';

const target = 'https://acme.it-cpi001.cfapps.eu10.example/api/v1/';

/** What a request through undici, led by this answer of a PAC script, fails with. */
function failure(pac: string, code: Parameters<typeof failureOf>[1]) {
  const way = {
    proxy: { kind: 'system' },
    proxyPassword: () => Promise.resolve(undefined),
    trust: usualTrust,
    usesUndici: true,
    clientKey: undefined,
  } as const;
  const transport = undiciTransport(way, { resolveProxy: () => Promise.resolve(pac) });
  onTestFinished(() => transport.close?.());
  const { signal } = new AbortController();
  const sent = transport.fetch({ url: target, method: 'GET', headers: {}, signal });
  return failureOf(
    sent.catch((fault: unknown) => {
      // undici hides the reason.
      throw fault instanceof Error && fault.cause !== undefined ? fault.cause : fault;
    }),
    code,
  );
}

describe('a proxy that the second transport cannot use', () => {
  it.each([
    [['NTLM'], 'NTLM'],
    [['Negotiate', 'NTLM'], 'NTLM or Negotiate'],
    [['Digest realm="x", nonce="y"'], 'Digest'],
  ] as const)('is named with what it wants: %s', async (challenges, wants) => {
    const way = await proxy({ routes: {}, login: { user: 'a', password: 'b' }, challenges });
    const { facts } = await failure(`PROXY ${new URL(way.url).host}`, 'network.proxy-unsupported');
    expect(facts).toEqual({ host: '127.0.0.1', proxyWants: wants });
    const words = advise({ code: 'network.proxy-unsupported', facts });
    expect(words.text).toContain(`The proxy 127.0.0.1 wants ${wants}.`);
    expect(way.tunnels).toHaveLength(1);
  });

  it('is one that speaks SOCKS; nothing is sent there', async () => {
    const way = await proxy({ routes: {} });
    const { facts } = await failure(`SOCKS5 ${new URL(way.url).host}`, 'network.proxy-unsupported');
    expect(facts.proxyWants).toBe('SOCKS');
    expect(way.tunnels).toEqual([]);
    expect(proxyFindings({ kind: 'explicit', url: 'socks5://proxy.example:1080', user: '' })).toMatchObject([
      { field: 'proxyUrl', severity: 'error', code: 'proxy.socks' },
    ]);
  });

  it('is none that takes user and password as well: that login is asked for', async () => {
    const way = await proxy({
      routes: {},
      login: { user: 'a', password: 'b' },
      challenges: ['Negotiate', 'Basic realm="x"'],
    });
    await failure(`PROXY ${new URL(way.url).host}`, 'network.proxy-login');
  });
});
