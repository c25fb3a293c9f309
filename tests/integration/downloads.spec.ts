import { afterEach, expect, it } from 'vitest';

import {
  type FaultyDemoTenant,
  startFaultyDemoTenant,
} from '../../src-demo-tenant/faults/start-faulty-demo-tenant.ts';
import { createTenantClients } from '../../src-main/sap/create-client.ts';
import { closedGate } from '../../src-main/sap/gate.ts';
import { systemProxy, usualTrust } from '../../src-shared/model/way.ts';
import { demoPackages, downloadWorld } from '../unit/main/downloads/download-world.ts';
import { nodeTransport } from '../unit/main/sap/node-transport.ts';

let tenant: FaultyDemoTenant;
afterEach(() => tenant.close());

const editable = demoPackages.filter(({ Mode, hidden }) => Mode === 'EDIT_ALLOWED' && !hidden);
const exportable = editable.filter(({ artifacts }) => !artifacts.some(({ draft }) => draft));
const drafty = editable.filter(({ artifacts }) => artifacts.some(({ draft }) => draft));
const locked = demoPackages.filter(({ Mode }) => Mode === 'READ_ONLY');

it('contents come home over a line that breaks, never faster than allowed, and what is refused is told', async () => {
  tenant = await startFaultyDemoTenant({ seed: 7, messages: 100, now: () => Date.UTC(2026, 10, 26) });
  const [refused, cut, unavailable] = exportable;
  const [vendor] = locked;
  const [draft] = drafty;
  if (!refused || !cut || !unavailable || !vendor || !draft) throw new Error('The demo tenant changed.');
  const packages = [refused, cut, unavailable, vendor, draft];
  const [page] = draft.artifacts;
  tenant.fault(`IntegrationPackages('${refused.Id}')/$value`, { kind: 'status', status: 403, body: 'empty' });
  tenant.fault(`IntegrationPackages('${vendor.Id}')/$value`, { kind: 'status', status: 403 });
  tenant.fault(`IntegrationPackages('${cut.Id}')/$value`, { kind: 'cut' }, { times: 1 });
  tenant.fault(
    `IntegrationPackages('${unavailable.Id}')/$value`,
    { kind: 'status', status: 503 },
    { times: 1 },
  );
  tenant.fault(new RegExp(`DesigntimeArtifacts\\(Id='${page?.id ?? ''}'`), { kind: 'html' });

  const world = await downloadWorld();
  await world.list(packages);
  const oauth = tenant.clients.find(({ name }) => name === 'administrator')?.serviceKey.oauth;
  if (!oauth) throw new Error('The tenant has no administrator.');
  const read = () => Promise.resolve(oauth.clientsecret);
  const open = createTenantClients({
    transportFor: () => nodeTransport,
    gateFor: () => closedGate,
    version: '1.2.3',
  });
  const credentials = {
    tenantUrl: tenant.url,
    access: { kind: 'client-secret', tokenUrl: oauth.tokenurl, clientId: oauth.clientid },
    proxy: systemProxy,
    trust: usualTrust,
    secrets: { read, find: read },
  } as const;
  world.client = open('test', credentials, () => undefined).client;

  const { id, job } = await world.run({ of: 'tenant' });
  expect(job).toMatchObject({ state: 'done', error: undefined });
  const items = await world.items(id);
  const of = (packageId: string) => items.filter((item) => item.packageId === packageId);
  for (const one of [cut, unavailable]) {
    expect(of(one.Id).every(({ result, way }) => result === 'got' && way === 'export')).toBe(true);
  }
  expect(of(refused.Id).filter(({ result, way }) => result === 'got' && way === 'single')).toHaveLength(
    refused.artifacts.length,
  );
  expect(of(vendor.Id).every(({ reason }) => reason?.isConfigureOnly === true)).toBe(true);
  const broken = of(draft.Id).filter(({ result }) => result === 'refused');
  expect(broken).toMatchObject([{ id: page?.id, reason: { error: { code: 'content.unreadable' } } }]);

  const asked = tenant.log.filter(({ path }) => path.endsWith('/$value'));
  // Each once, and what broke once more.
  expect(asked).toHaveLength(4 + 2 + refused.artifacts.length + draft.artifacts.length);
  const fastest = asked.map(
    ({ time }) => asked.filter((one) => one.time > time - 1000 && one.time <= time).length,
  );
  expect(Math.max(...fastest)).toBeLessThanOrEqual(10);
});
