import { afterAll, describe, it } from 'vitest';

import { undiciTransport } from '../../../../../src-main/sap/transports/undici-transport.ts';
import { usualTrust } from '../../../../../src-shared/model/way.ts';
import { transportCases } from './transport-cases.ts';

const transport = undiciTransport(
  {
    proxy: { kind: 'none' },
    proxyPassword: () => Promise.resolve(undefined),
    trust: usualTrust,
    usesUndici: true,
    clientKey: undefined,
  },
  { resolveProxy: () => Promise.resolve('DIRECT') },
);
afterAll(() => transport.close?.());

// The same cases run over Chromium's stack in tests/e2e/transports.e2e.ts; each asserts by node:assert.
describe('the transport of undici', () => {
  it.each(transportCases)('$name', ({ run }) => run(transport));
});
