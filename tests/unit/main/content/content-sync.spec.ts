import { describe, expect, it } from 'vitest';

import { AppError } from '../../../../src-shared/errors.ts';
import { connectionId, type ContentWorld, contentWorld, never } from './content-world.ts';
import {
  artifactEntity,
  deployedAt,
  packageEntity,
  putFlows,
  putPackages,
  runtimeEntity,
  smallTenant,
} from './fake-content.ts';

const hour = 3_600_000;

async function rows({ content }: ContentWorld) {
  const answer = await content.artifacts(
    {
      connectionId,
      filter: { chip: 'all' },
      sort: { column: 'name', direction: 'ascending' },
      offset: 0,
      limit: 500,
    },
    never,
  );
  return answer.rows;
}
const drifts = async (world: ContentWorld) =>
  Object.fromEntries((await rows(world)).map(({ id, drift }) => [id, drift]));

/** Something that waits until the test lets it go. */
function gate(): { readonly passed: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
}

describe('reading the content of a tenant', () => {
  it('brings packages, artifacts of all kinds, runtime, endpoints and configurations', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    expect(await world.refresh()).toMatchObject({ state: 'done' });
    expect((await rows(world)).map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'ValueMapping Codes',
      'IntegrationFlow Levels',
      'MessageMapping Map',
      'IntegrationFlow Orders',
      'IntegrationFlow Returns',
      'ScriptCollection Scripts',
    ]);
    const details = await world.content.artifact(
      { connectionId, kind: 'IntegrationFlow', artifactId: 'Orders' },
      never,
    );
    expect(details).toMatchObject({
      configurations: [
        { key: 'Address', value: '/orders', looksSecret: false },
        { key: 'Api_Key', value: 'abc', looksSecret: true },
      ],
      endpoints: [{ protocol: 'REST', entryPoints: [{ url: 'https://worker.example/http/orders' }] }],
      webUiUrl: 'https://ui.example/shell/design/contentpackage/Sales/integrationflows/Orders',
    });
    expect(await world.content.state({ connectionId }, never)).toEqual({
      syncedAt: world.now,
      syncing: false,
      error: undefined,
    });
  });

  it('asks for flows first and for mappings by their top-level lists, each list once', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    await world.refresh();
    const paths = world.tenant.paths;
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.filter((path) => path.includes('Mapping')).toSorted()).toEqual([
      'MessageMappingDesigntimeArtifacts',
      'ValueMappingDesigntimeArtifacts',
    ]);
    const lastFlowList = paths.lastIndexOf("IntegrationPackages('Stock')/IntegrationDesigntimeArtifacts");
    const firstOther = paths.findIndex((path) => path.endsWith('ScriptCollectionDesigntimeArtifacts'));
    const firstConfiguration = paths.findIndex((path) => path.endsWith('/Configurations'));
    expect(lastFlowList).toBeLessThan(firstOther);
    expect(firstOther).toBeLessThan(firstConfiguration);
  });

  it('shows packages and flows while the rest is still being read', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let reached: () => void = () => undefined;
    const atScripts = new Promise<void>((resolve) => {
      reached = resolve;
    });
    world.tenant.before = async ({ path }) => {
      if (!path.endsWith('ScriptCollectionDesigntimeArtifacts')) return;
      reached();
      await held;
    };
    const ended = world.refresh();
    await atScripts;
    expect((await rows(world)).filter(({ kind }) => kind === 'IntegrationFlow')).toHaveLength(3);
    expect(await world.content.state({ connectionId }, never)).toMatchObject({ syncing: true });
    expect((await world.content.packages({ connectionId, offset: 0, limit: 1 }, never)).total).toBe(2);
    letGo();
    expect(await ended).toMatchObject({ state: 'done' });
  });

  it('is usable from the first package on: its flows are there before the second one is asked for', async () => {
    const world = await contentWorld();
    const many = Array.from({ length: 20 }, (_, number) => `P${String(number).padStart(2, '0')}`);
    putPackages(
      world.tenant,
      many.map((id) => packageEntity(id)),
    );
    for (const id of many) putFlows(world.tenant, id, [artifactEntity(id, `Flow ${id}`)]);
    const held = gate();
    const reached = gate();
    world.tenant.before = async ({ path }) => {
      if (!path.endsWith('IntegrationDesigntimeArtifacts') || path.includes('P00')) return;
      reached.open();
      await held.passed;
    };
    const ended = world.refresh();
    await reached.passed;
    expect((await world.content.packages({ connectionId, offset: 0, limit: 1 }, never)).total).toBe(20);
    await expect.poll(async () => (await rows(world)).map(({ id }) => id)).toEqual(['Flow P00']);
    expect(world.told.length).toBeGreaterThan(0);
    held.open();
    expect(await ended).toMatchObject({ state: 'done' });
  });

  it('does not keep flows waiting for the error texts of the runtime', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    const held = gate();
    world.tenant.before = async ({ path }) => {
      if (path.includes('ErrorInformation')) await held.passed;
    };
    const ended = world.refresh();
    await expect
      .poll(async () => (await rows(world)).map(({ id }) => id), { timeout: 10_000 })
      .toContain('Scripts');
    // What is deployed is known all the same.
    expect(await drifts(world)).toMatchObject({ Orders: 'same', Returns: 'other-version' });
    expect(await world.content.state({ connectionId }, never)).toMatchObject({ syncing: true });
    held.open();
    expect(await ended).toMatchObject({ state: 'done' });
    const details = await world.runtime.artifact({ connectionId, artifactId: 'Returns' }, never);
    expect(details.errorTexts).toContain('No credentials named RETURNS');
  });

  it('gives up while it waits for the runtime that somebody else reads', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    const held = gate();
    const reached = gate();
    world.tenant.before = async ({ path }) => {
      if (path !== 'IntegrationRuntimeArtifacts') return;
      reached.open();
      await held.passed;
    };
    const other = await world.runtime.refresh({ connectionId });
    await reached.passed;
    const { jobId } = await world.content.refresh({ connectionId, mode: 'changed' });
    world.jobs.cancel(jobId);
    expect(await world.jobs.ended(jobId)).toMatchObject({ state: 'cancelled' });
    held.open();
    expect(await world.jobs.ended(other.jobId)).toMatchObject({ state: 'done' });
  });

  it('removes what the tenant no longer has', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    await world.refresh();
    putPackages(world.tenant, [packageEntity('Sales')]);
    putFlows(world.tenant, 'Sales', [artifactEntity('Sales', 'Returns')]);
    world.tenant.put('ValueMappingDesigntimeArtifacts', []);
    world.tenant.put('IntegrationRuntimeArtifacts', []);
    await world.refresh('verify');
    expect((await rows(world)).map(({ id }) => id)).toEqual(['Map', 'Returns', 'Scripts']);
    expect(await world.library.all('SELECT * FROM configurations')).toEqual([]);
    expect(await world.library.all('SELECT * FROM runtime_artifacts')).toEqual([]);
  });

  it('reads lists of more than a thousand packages whole', async () => {
    const world = await contentWorld();
    putPackages(
      world.tenant,
      Array.from({ length: 1_200 }, (_, number) => packageEntity(`P${number}`)),
    );
    await world.refresh();
    expect((await world.content.packages({ connectionId, offset: 0, limit: 1 }, never)).total).toBe(1_200);
    expect(world.tenant.paths.filter((path) => path === 'IntegrationPackages')).toHaveLength(2);
  });
});

describe('reading again', () => {
  it('skips packages whose stamp is unchanged, and reads all on verify', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    await world.refresh();
    world.tenant.requests.length = 0;
    world.now += hour;
    await world.refresh();
    expect(world.tenant.paths.filter((path) => path.startsWith('IntegrationPackages('))).toEqual([]);
    expect(world.tenant.paths.filter((path) => path.endsWith('/Configurations'))).toEqual([]);
    world.tenant.requests.length = 0;
    await world.refresh('verify');
    expect(world.tenant.paths.filter((path) => path.startsWith('IntegrationPackages('))).toHaveLength(12);
    expect(world.tenant.paths.filter((path) => path.endsWith('/Configurations'))).toHaveLength(3);
  });

  it('reads the packages whose stamp changed', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    await world.refresh();
    putPackages(world.tenant, [
      packageEntity('Sales', { ModifiedDate: '1761999999999' }),
      packageEntity('Stock', { Mode: 'READ_ONLY' }),
    ]);
    putFlows(world.tenant, 'Sales', [artifactEntity('Sales', 'Orders', { Version: '1.1.0' })]);
    world.tenant.requests.length = 0;
    await world.refresh();
    const lists = world.tenant.paths.filter((path) => path.startsWith('IntegrationPackages('));
    expect(lists.every((path) => path.startsWith("IntegrationPackages('Sales')"))).toBe(true);
    expect(await drifts(world)).toMatchObject({ Orders: 'other-version' });
    expect(await drifts(world)).not.toHaveProperty('Returns');
    // Only the flow with a new version has its configurations read again.
    expect(world.tenant.paths.filter((path) => path.endsWith('/Configurations'))).toEqual([
      "IntegrationDesigntimeArtifacts(Id='Orders',Version='active')/Configurations",
    ]);
  });

  it('reads packages in which something was deployed since, and all of them after half a day', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    await world.refresh();
    world.now += 2 * hour;
    world.tenant.put('IntegrationRuntimeArtifacts', [
      runtimeEntity('Orders', { DeployedOn: `/Date(${world.now - hour})/` }),
    ]);
    world.tenant.requests.length = 0;
    await world.refresh();
    expect(world.tenant.paths).toContain("IntegrationPackages('Sales')/IntegrationDesigntimeArtifacts");
    expect(world.tenant.paths).not.toContain("IntegrationPackages('Stock')/IntegrationDesigntimeArtifacts");
    world.now += 13 * hour;
    await world.refresh();
    expect(world.tenant.paths).toContain("IntegrationPackages('Stock')/IntegrationDesigntimeArtifacts");
  });

  it('joins a refresh that runs already', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    const first = await world.content.refresh({ connectionId, mode: 'changed' });
    expect(await world.content.refresh({ connectionId, mode: 'changed' })).toEqual(first);
    await world.jobs.ended(first.jobId);
  });
});

describe('drift', () => {
  it('follows both sides', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    await world.refresh();
    expect(await drifts(world)).toEqual({
      Orders: 'same',
      Returns: 'other-version',
      Levels: 'not-deployed',
      Scripts: 'not-deployed',
      Map: 'not-deployed',
      Codes: 'not-deployed',
    });
    putFlows(world.tenant, 'Sales', [
      artifactEntity('Sales', 'Orders', { ModifiedAt: String(deployedAt + 5_000) }),
      artifactEntity('Sales', 'Returns', { Version: 'Active' }),
    ]);
    await world.refresh('verify');
    expect(await drifts(world)).toMatchObject({ Orders: 'modified-after-deployment', Returns: 'draft' });
    world.tenant.put('IntegrationRuntimeArtifacts', [runtimeEntity('Levels')]);
    const { jobId } = await world.runtime.refresh({ connectionId });
    await world.jobs.ended(jobId);
    expect(await drifts(world)).toMatchObject({ Orders: 'not-deployed', Levels: 'draft' });
  });

  it('does not compare a mapping with a flow of the same id', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    world.tenant.put('IntegrationRuntimeArtifacts', [runtimeEntity('Map', { Version: '1.0.1' })]);
    await world.refresh();
    expect(await drifts(world)).toMatchObject({ Map: 'not-deployed' });
  });
});

describe('when the tenant refuses', () => {
  const refused = (area: 'content' | 'runtime' | 'endpoints') =>
    new AppError('auth.forbidden', 'No.', { area });

  it('the runtime, packages and artifacts still come, and drift is unknown', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    world.tenant.put('IntegrationRuntimeArtifacts', refused('runtime'));
    expect(await world.refresh()).toMatchObject({ state: 'failed', error: { code: 'auth.forbidden' } });
    expect(await drifts(world)).toMatchObject({ Orders: 'unknown' });
    const counts = await world.content.counts({ connectionId, filter: { chip: 'all' } }, never);
    expect(counts).toMatchObject({ drift: undefined, error: undefined, 'not-deployed': undefined });
    expect(counts.all).toBeGreaterThan(0);
    expect(await world.content.state({ connectionId }, never)).toMatchObject({
      syncedAt: world.now,
      error: undefined,
    });
    expect(await world.runtime.state({ connectionId }, never)).toMatchObject({
      syncedAt: undefined,
      error: { code: 'auth.forbidden', facts: { area: 'runtime' } },
    });
  });

  it('the packages, the runtime still comes', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    world.tenant.put('IntegrationPackages', refused('content'));
    await world.refresh();
    expect(await world.content.state({ connectionId }, never)).toMatchObject({
      syncedAt: undefined,
      error: { code: 'auth.forbidden' },
    });
    expect(await world.runtime.state({ connectionId }, never)).toMatchObject({
      syncedAt: world.now,
      error: undefined,
    });
  });

  it('one package, the others are read and nothing known of it is lost', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    await world.refresh();
    world.tenant.put("IntegrationPackages('Sales')/IntegrationDesigntimeArtifacts", refused('content'));
    putFlows(world.tenant, 'Stock', [artifactEntity('Stock', 'Moves')]);
    await world.refresh('verify');
    const ids = (await rows(world)).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['Orders', 'Returns', 'Moves']));
    expect(await world.content.state({ connectionId }, never)).toMatchObject({
      error: { code: 'auth.forbidden' },
    });
  });

  it('a set it does not have, that is no failure and is not asked for again and again', async () => {
    const world = await contentWorld();
    putPackages(
      world.tenant,
      Array.from({ length: 20 }, (_, number) => packageEntity(`P${number}`)),
    );
    const missing = new AppError('tenant.not-implemented', '501');
    world.tenant.before = ({ path }) => {
      if (path.endsWith('/DataTypeDesigntimeArtifacts')) throw missing;
    };
    expect(await world.refresh()).toMatchObject({ state: 'done' });
    const asked = world.tenant.paths.filter((path) => path.endsWith('/DataTypeDesigntimeArtifacts'));
    expect(asked.length).toBeLessThanOrEqual(6);
  });

  it('keeps everything when it goes offline in the middle', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    await world.refresh();
    const syncedAt = world.now;
    world.now += hour;
    world.tenant.before = ({ path }) => {
      if (path.endsWith('ScriptCollectionDesigntimeArtifacts'))
        throw new AppError('network.offline', 'Offline.');
    };
    expect(await world.refresh('verify')).toMatchObject({
      state: 'failed',
      error: { code: 'network.offline' },
    });
    expect(await rows(world)).toHaveLength(6);
    expect(await world.content.state({ connectionId }, never)).toEqual({
      syncedAt,
      syncing: false,
      error: new AppError('network.offline', 'Offline.').toData(),
    });
  });
});
