import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { RateCounter } from '../../../src-demo-tenant/access/rate-counter.ts';
import { type DemoTenant, startDemoTenant } from '../../../src-demo-tenant/server.ts';
import { queryOptions } from '../../../src-demo-tenant/sets/query-options.ts';
import { type DemoClient, requestToken, signIn } from './server-client.ts';

let tenant: DemoTenant;
let administrator: DemoClient;
let reader: DemoClient;

beforeAll(async () => {
  tenant = await startDemoTenant({ seed: 7, messages: 3000 });
  administrator = await signIn(tenant, 'administrator');
  reader = await signIn(tenant, 'reader');
});
afterAll(() => tenant.close());

describe('start', () => {
  test('credentials look like those of the api plan and come of the seed', async () => {
    const again = await startDemoTenant({ seed: 7, messages: 0 });
    const fresh = await startDemoTenant({ seed: 7, messages: 0, freshCredentials: true });
    const secrets = [tenant, again, fresh].map(({ clients }) => clients[0]?.serviceKey.oauth);
    expect(secrets[0]?.clientid).toMatch(/^sb-[\da-f-]{36}!b\d+\|it!b\d+$/);
    expect(secrets[0]?.clientsecret).toMatch(/\$.*=$/);
    expect(secrets[1]?.clientsecret).toBe(secrets[0]?.clientsecret);
    expect(secrets[2]?.clientsecret).not.toBe(secrets[0]?.clientsecret);
    await Promise.all([again.close(), fresh.close()]);
  });

  test('one without limits refuses nobody for asking often', async () => {
    const refusals = async (isUnlimited: boolean): Promise<number> => {
      const own = await startDemoTenant({ messages: 0, isUnlimited });
      const client = await signIn(own, 'reader');
      const answers = await Promise.all(Array.from({ length: 30 }, () => client.get('IntegrationPackages')));
      await own.close();
      return answers.filter(({ status }) => status === 429).length;
    };
    expect(await refusals(false)).toBeGreaterThan(0);
    expect(await refusals(true)).toBe(0);
  });

  test('other sets of roles can be asked for', async () => {
    const own = await startDemoTenant({
      messages: 0,
      clients: [{ name: 'clerk', roles: ['AccessPoliciesRead'] }],
    });
    const clerk = await signIn(own, 'clerk');
    expect((await clerk.get('AccessPolicies')).status).toBe(200);
    expect((await clerk.get('MessageProcessingLogs')).status).toBe(403);
    await own.close();
  });

  test('addresses in answers carry the port of the public address, also the usual one', async () => {
    const own = await startDemoTenant({ messages: 2000, publicUrl: 'https://nordwind.it-cpi001.example' });
    const client = await signIn(own, 'administrator');
    const { json } = await client.get('MessageProcessingLogs');
    expect(json).toMatchObject({
      d: {
        __next: expect.stringMatching(/^https:\/\/nordwind\.it-cpi001\.example:443\/api\/v1\//) as unknown,
      },
    });
    await own.close();
  });

  test('a clock in the past or the future has its own 30 days', async () => {
    for (const instant of ['2024-02-29T12:00:00Z', '2031-01-01T00:00:00Z']) {
      const own = await startDemoTenant({ messages: 1000, now: () => Date.parse(instant) });
      const [newest] = await (await signIn(own, 'reader')).rows('MessageProcessingLogs?$top=1');
      const start = Number(/\d+/.exec(String(newest?.['LogStart']))?.[0]);
      expect(Date.parse(instant) - start).toBeGreaterThanOrEqual(0);
      expect(Date.parse(instant) - start).toBeLessThan(4 * 3_600_000);
      await own.close();
    }
  });
});

describe('paging', () => {
  test('__next is followed to the end, each row once, with $top over the whole', async () => {
    const sizes: number[] = [];
    const guids = new Set<unknown>();
    let next: string | undefined = 'MessageProcessingLogs?$orderby=LogEnd desc&$skip=7&$top=2500';
    while (next !== undefined) {
      const { json } = await administrator.get(next);
      const { d } = json as { d: { results: { MessageGuid: string }[]; __next?: string } };
      sizes.push(d.results.length);
      d.results.forEach(({ MessageGuid }) => guids.add(MessageGuid));
      next = d.__next;
    }
    expect(sizes).toEqual([1000, 1000, 500]);
    expect(guids.size).toBe(2500);
  });

  test('the last page has the rest and no __next', async () => {
    const total = Number((await administrator.get('MessageProcessingLogs/$count')).text);
    const { json } = await administrator.get(
      `MessageProcessingLogs?$skip=${total - 10}&$inlinecount=allpages`,
    );
    const { d } = json as { d: { results: unknown[]; __count: string; __next?: string } };
    // Living traffic may add some in between.
    expect(d.results.length).toBeGreaterThanOrEqual(10);
    expect(d.results.length).toBeLessThan(20);
    expect(Number(d.__count) - d.results.length).toBe(total - 10);
    expect(d.__next).toBeUndefined();
  });
});

describe('what a client may see', () => {
  test('a message behind an access policy is found with the role alone, by no way without it', async () => {
    const open = (await reader.rows('IntegrationPackages')).map(({ Id }) => Id);
    const [closed] = (await administrator.rows('IntegrationPackages')).filter(({ Id }) => !open.includes(Id));
    const list = `MessageProcessingLogs?$filter=IntegrationArtifact/PackageId eq '${String(closed?.['Id'])}'`;
    const [hidden] = await administrator.rows(list);
    expect(hidden).toBeDefined();
    expect(await reader.rows(list)).toEqual([]);
    const path = `MessageProcessingLogs('${String(hidden?.['MessageGuid'])}')`;
    const [run] = await administrator.rows(`${path}/Runs`);
    const steps = `MessageProcessingLogRuns('${String(run?.['Id'])}')/RunSteps`;
    expect((await administrator.get(steps)).status).toBe(200);
    for (const denied of [path, `${path}/ErrorInformation/$value`, steps]) {
      expect((await reader.get(denied)).status).toBe(404);
    }
  });

  test('a client without roles is refused everywhere, also where nothing is implemented', async () => {
    const nothing = await signIn(tenant, 'nothing');
    for (const path of [
      'IntegrationPackages',
      'MessageProcessingLogs/$count',
      'JmsQueues',
      'UserCredentials',
    ]) {
      expect((await nothing.get(path)).status).toBe(403);
    }
  });
});

describe('smaller sets', () => {
  test.each([
    ["StringParameters(Pid='NORDIC_RETAIL',Id='Encoding')", 'Value', 'UTF-8'],
    ['AccessPolicies(101)', 'RoleName', 'PayrollOnly'],
    ["DataStores(DataStoreName='OrdersToConfirm',IntegrationFlow='',Type='')", 'NumberOfMessages', '26'],
    ["KeystoreEntries('62616E6B5F73667470')", 'Alias', 'bank_sftp'],
  ])('%s', async (path, property, value) => {
    const { json } = await administrator.get(path);
    expect((json as { d: Record<string, unknown> }).d[property]).toBe(value);
  });

  test('a broker is expanded with its queues, a policy with its references', async () => {
    const broker = await administrator.get("JmsBrokers('Broker1')?$expand=QueueStates,InactiveQueues");
    expect(broker.json).toMatchObject({
      d: {
        QueueStates: { results: [{ State: '0' }, { State: '1' }, {}] },
        InactiveQueues: { results: [{}] },
      },
    });
    const [policy] = await administrator.rows('AccessPolicies?$expand=ArtifactReferences&$top=1');
    expect(policy).toMatchObject({
      Id: '101',
      ArtifactReferences: { results: [{ Type: 'INTEGRATION_FLOW' }] },
    });
  });

  test('user credential parameters need a filter', async () => {
    expect((await administrator.get('UserCredentialParameters')).status).toBe(400);
    expect(await administrator.rows("UserCredentialParameters?$filter=Pid eq 'NORDIC_RETAIL'")).toHaveLength(
      1,
    );
  });

  test('secrets are never there', async () => {
    for (const [set, property] of [
      ['UserCredentials', 'Password'],
      ['OAuth2ClientCredentials', 'ClientSecret'],
      ['SecureParameters', 'SecureParam'],
    ] as const) {
      const rows = await administrator.rows(set);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((row) => row[property] === null)).toBe(true);
    }
  });
});

test('a list whose address has no entry in the table of options ignores them all', async () => {
  expect(queryOptions['UserCredentials']).toBeUndefined();
  const all = await administrator.rows('UserCredentials');
  const asked =
    "UserCredentials?$filter=Nothing eq 'x'&$top=1&$orderby=Nothing&$select=Name&$inlinecount=allpages";
  expect(await administrator.rows(asked)).toEqual(all);
});

test('an address that is none is answered, not crashed on', async () => {
  const { token } = administrator;
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
  expect((await fetch(`${tenant.url}/api/v1/%E0%A4%A`, { headers })).status).toBe(400);
  expect((await fetch(`${tenant.url}//api/v1/`, { headers })).status).toBe(404);
  expect((await requestToken(tenant, 'reader')).status).toBe(200);
});

describe('rates', () => {
  test('are counted in a sliding second, per client and for all together', () => {
    let now = 0;
    const rates = new RateCounter(() => now);
    const ten = () => Array.from({ length: 10 }, () => rates.admits('design', 'a'));
    expect(ten()).not.toContain(false);
    expect(rates.admits('design', 'a')).toBe(false);
    expect(Array.from({ length: 4 }, () => rates.admits('design', 'b'))).not.toContain(false);
    expect(rates.admits('design', 'b')).toBe(false);
    expect(rates.admits('runtime', 'a')).toBe(true);
    now = 999;
    expect(rates.admits('design', 'b')).toBe(false);
    now = 2_000;
    expect(ten()).not.toContain(false);
  });

  test('areas without a documented rate have none', () => {
    const rates = new RateCounter(() => 0);
    expect(Array.from({ length: 500 }, () => rates.admits('stores', 'a'))).not.toContain(false);
  });
});
