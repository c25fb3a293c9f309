import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type DemoTenant, startDemoTenant } from '../../../src-demo-tenant/server.ts';
import { type DemoClient, signIn } from './server-client.ts';

const flow = "Id='NWO_OTC_Webshop_Order_Intake',Version";
const logs = 'MessageProcessingLogs';

let tenant: DemoTenant;
let administrator: DemoClient;
let operator: DemoClient;
let reader: DemoClient;

beforeAll(async () => {
  tenant = await startDemoTenant({ seed: 7, messages: 3000 });
  [administrator, operator, reader] = await Promise.all([
    signIn(tenant, 'administrator'),
    signIn(tenant, 'operator'),
    signIn(tenant, 'reader'),
  ]);
});
afterAll(() => tenant.close());

/** The first entity below any of these messages. */
async function firstBelow(filter: string, navigation: string): Promise<{ guid: string; id: string }> {
  for (const { MessageGuid } of await administrator.rows(`${logs}?$filter=${filter}`)) {
    const guid = String(MessageGuid);
    const [found] = await administrator.rows(`${logs}('${guid}')/${navigation}`);
    if (found) return { guid, id: String(found['Id']) };
  }
  throw new Error(`No message has ${navigation}`);
}

describe('payloads need their role whichever way leads to them', () => {
  test.each(['Attachments', 'MessageStoreEntries'])('%s', async (navigation) => {
    const { guid, id } = await firstBelow("Status eq 'FAILED'", navigation);
    const path = `${logs}('${guid}')/${navigation}('${id}')`;
    expect((await reader.get(path)).status).toBe(200);
    expect((await reader.get(`${path}/$value`)).status).toBe(403);
    expect((await operator.get(`${path}/$value`)).status).toBe(200);
  });

  test('traces', async () => {
    const { id } = await firstBelow("LogLevel eq 'TRACE'", 'Runs');
    const path = `MessageProcessingLogRunSteps(RunId='${id}',ChildCount=1)/TraceMessages`;
    expect((await reader.get(path)).status).toBe(403);
    expect((await operator.get(path)).status).toBe(200);
  });

  test('entries of a data store', async () => {
    const key = "Id='4500000',DataStoreName='OrdersToConfirm',IntegrationFlow='',Type=''";
    expect((await operator.get(`DataStoreEntries(${key})`)).status).toBe(200);
    expect((await operator.get(`DataStoreEntries(${key})/$value`)).status).toBe(403);
    expect((await administrator.get(`DataStoreEntries(${key})/$value`)).status).toBe(200);
  });
});

describe('paths', () => {
  test('the version `active` is also known below a package', async () => {
    const list = "IntegrationPackages('NordwindOrderToCash')/IntegrationDesigntimeArtifacts";
    const { json } = await administrator.get(`${list}(${flow}='active')`);
    expect(json).toMatchObject({ d: { Id: 'NWO_OTC_Webshop_Order_Intake' } });
    expect((await administrator.get(`${list}(${flow}='0.0.1')`)).status).toBe(404);
  });

  test('a property stands alone, as text or in its envelope', async () => {
    const size = await administrator.get("Keystores('system')/Size/$value");
    expect(size.text).toBe(String((await administrator.rows('KeystoreEntries')).length));
    const name = await administrator.get("IntegrationPackages('NordwindOrderToCash')/Name");
    expect(name.json).toEqual({ d: { Name: 'Nordwind Order to Cash' } });
  });

  test.each([
    ["IntegrationPackages('NordwindOrderToCash')/$count", 404],
    ["IntegrationPackages('NordwindOrderToCash')/$value/more", 404],
    ["Keystores('system')/Nothing", 404],
    ['IntegrationPackages(NordwindOrderToCash)', 400],
    ["AccessPolicies('101')", 400],
  ])('%s is a %i', async (path, status) => {
    expect((await administrator.get(path)).status).toBe(status);
  });
});

describe('options', () => {
  test.each([
    `${logs}?$select=Nothing`,
    `${logs}?$inlinecount=some`,
    `${logs}?$orderby=Status,LogStart`,
    `${logs}?$filter=LogStart ge datetime'2026-13-45T00:00:00'`,
    "IntegrationRuntimeArtifacts?$filter=(Status eq 'ERROR') or Status eq 'STARTED'",
  ])('%s is a 400', async (path) => {
    expect((await administrator.get(path)).status).toBe(400);
  });

  test('$format wins over the header', async () => {
    const { headers } = await administrator.get('IntegrationPackages?$format=xml&$top=1');
    expect(headers.get('content-type')).toMatch(/^application\/atom\+xml/);
  });

  test('messages are sorted by status and, within one, by their end', async () => {
    const rows = await administrator.rows(`${logs}?$orderby=Status,LogEnd desc&$skip=2500`);
    const ends = (status: unknown) =>
      rows
        .filter(({ Status, LogEnd }) => Status === status && LogEnd !== null)
        .map(({ LogEnd }) => Number(/\d+/.exec(String(LogEnd))?.[0]));
    const statuses = rows.map(({ Status }) => String(Status));
    expect(statuses).toEqual([...statuses].sort());
    expect(new Set(statuses).size).toBeGreaterThan(1);
    for (const status of new Set(statuses))
      expect(ends(status)).toEqual([...ends(status)].sort((a, b) => b - a));
  });

  test('ids joined by `or` find their messages and whole chains, in the wanted order', async () => {
    const [one] = await administrator.rows(`${logs}?$skip=50&$top=1`);
    const chained = (await administrator.rows(`${logs}?$skip=500`)).find(
      ({ PredecessorMessageGuid }) => PredecessorMessageGuid !== null,
    );
    const chain = await administrator.rows(
      `${logs}?$filter=CorrelationId eq '${String(chained?.['CorrelationId'])}'`,
    );
    expect(chain.length).toBeGreaterThan(1);
    const filter = `MessageGuid eq '${String(one?.['MessageGuid'])}' or CorrelationId eq '${String(chained?.['CorrelationId'])}'`;
    const found = await administrator.rows(`${logs}?$filter=${filter}&$orderby=LogStart`);
    expect(new Set(found.map(({ MessageGuid }) => MessageGuid))).toEqual(
      new Set([one, ...chain].map((row) => row?.['MessageGuid'])),
    );
    const starts = found.map(({ LogStart }) => String(LogStart));
    expect(starts).toEqual([...starts].sort());
  });
});

test('Atom has links, what was selected and what was expanded, and says its version of OData', async () => {
  const path = 'ServiceEndpoints?$top=1&$select=Name,EntryPoints&$expand=EntryPoints';
  const { text, headers } = await administrator.get(path, { accept: 'application/atom+xml' });
  expect(headers.get('dataserviceversion')).toBe('2.0');
  expect(text).toMatch(/<link rel="edit" title="ServiceEndpoint" href="ServiceEndpoints\('/);
  expect(text).toMatch(/<m:inline><feed>.*<d:Url>https:\/\/[^<]+<\/d:Url>.*<\/feed><\/m:inline>/);
  expect(text).toContain('<m:properties><d:Name>');
  expect(text).not.toContain('<d:Protocol>');
  expect(text).not.toContain('ApiDefinitions');
  const media = await administrator.get('IntegrationRuntimeArtifacts?$top=1', { accept: '*/*' });
  expect(media.text).toMatch(
    /<content type="application\/octet-stream" src="[^"]+\/\$value"\/><m:properties>/,
  );
});
