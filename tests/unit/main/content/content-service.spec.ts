import { describe, expect, it } from 'vitest';

import type { ArtifactColumn, ArtifactFilter } from '../../../../src-shared/model/content.ts';
import { connectionId, type ContentWorld, contentWorld, never } from './content-world.ts';
import { artifactEntity, packageEntity, putFlows, putPackages, smallTenant } from './fake-content.ts';

async function readWorld(): Promise<ContentWorld> {
  const world = await contentWorld();
  smallTenant(world.tenant);
  await world.refresh();
  return world;
}

interface Cut {
  readonly offset?: number;
  readonly limit?: number;
  readonly direction?: 'ascending' | 'descending';
}

function window(
  { content }: ContentWorld,
  filter: Partial<ArtifactFilter>,
  column: ArtifactColumn = 'name',
  { offset = 0, limit = 500, direction = 'ascending' }: Cut = {},
) {
  return content.artifacts(
    { connectionId, filter: { chip: 'all', ...filter }, sort: { column, direction }, offset, limit },
    never,
  );
}
const ids = (answer: { rows: readonly { id: string }[] }) => answer.rows.map(({ id }) => id);

describe('the list of artifacts', () => {
  it('is filtered by package, kind, chip and text, and counts alike', async () => {
    const world = await readWorld();
    expect(ids(await window(world, { packageId: 'Stock' }))).toEqual(['Codes', 'Levels']);
    expect(ids(await window(world, { kind: 'ScriptCollection' }))).toEqual(['Scripts']);
    expect(ids(await window(world, { chip: 'error' }))).toEqual(['Returns']);
    expect(ids(await window(world, { chip: 'draft' }))).toEqual(['Levels']);
    expect(ids(await window(world, { text: 'ORDER' }))).toEqual(['Orders']);
    const counts = await world.content.counts(
      { connectionId, filter: { chip: 'all', packageId: 'Sales' } },
      never,
    );
    expect(counts).toEqual({ all: 4, drift: 1, error: 1, draft: 0, 'not-deployed': 2 });
  });

  it('takes wildcards in the text literally', async () => {
    const world = await contentWorld();
    putPackages(world.tenant, [packageEntity('P')]);
    putFlows(world.tenant, 'P', [
      artifactEntity('P', 'a_b', { Name: 'one' }),
      artifactEntity('P', 'aXb', { Name: 'two' }),
      artifactEntity('P', 'c%d\\', { Name: 'Größe' }),
    ]);
    await world.refresh();
    expect(ids(await window(world, { text: 'a_b' }))).toEqual(['a_b']);
    expect(ids(await window(world, { text: '%' }))).toEqual(['c%d\\']);
    expect(ids(await window(world, { text: 'd\\' }))).toEqual(['c%d\\']);
    expect(ids(await window(world, { text: 'GRÖSSE' }))).toEqual([]);
    expect(ids(await window(world, { text: 'GRÖ' }))).toEqual(['c%d\\']);
  });

  it('comes in windows that fit together, whatever it is sorted by', async () => {
    const world = await readWorld();
    const columns: ArtifactColumn[] = [
      'name',
      'packageName',
      'kind',
      'drift',
      'deployedVersion',
      'modifiedAt',
    ];
    for (const column of columns) {
      for (const direction of ['ascending', 'descending'] as const) {
        const whole = await window(world, {}, column, { direction });
        const parts = [];
        for (let offset = 0; offset < 6; offset += 2) {
          const part = await window(world, {}, column, { offset, limit: 2, direction });
          expect(part).toMatchObject({ total: 6, offset });
          parts.push(...ids(part));
        }
        expect(parts).toEqual(ids(whole));
      }
    }
    const byDeployed = await window(world, {}, 'deployedVersion', { direction: 'descending' });
    expect(ids(byDeployed).slice(0, 2)).toEqual(['Orders', 'Returns']);
  });
});

describe('packages', () => {
  it('are counted by kind and found by what is in them', async () => {
    const world = await readWorld();
    const first = { connectionId, offset: 0, limit: 500 };
    expect((await world.content.packages(first, never)).rows).toEqual([
      {
        id: 'Sales',
        name: 'Sales package',
        mode: 'EDIT_ALLOWED',
        counts: { IntegrationFlow: 2, MessageMapping: 1, ScriptCollection: 1 },
        errors: 1,
        drifts: 1,
      },
      expect.objectContaining({ id: 'Stock', counts: { IntegrationFlow: 1, ValueMapping: 1 }, errors: 0 }),
    ]);
    const found = await world.content.packages({ ...first, text: 'scripts' }, never);
    expect(found).toMatchObject({ rows: [{ id: 'Sales' }], total: 1 });
  });

  it('come in windows that tell how many there are', async () => {
    const world = await readWorld();
    const second = await world.content.packages({ connectionId, offset: 1, limit: 1 }, never);
    expect(second).toMatchObject({ rows: [{ id: 'Stock' }], offset: 1, total: 2 });
    const none = await world.content.packages({ connectionId, text: 'nowhere', offset: 0, limit: 9 }, never);
    expect(none).toEqual({ rows: [], offset: 0, total: 0 });
  });

  it('have all their properties, and a description without anything active', async () => {
    const world = await contentWorld();
    putPackages(world.tenant, [
      packageEntity('Sales', {
        Description: '<p onclick="x()">Text<script>alert(1)</script><img src=x onerror=y></p>',
      }),
    ]);
    await world.refresh();
    const details = await world.content.package({ connectionId, packageId: 'Sales' }, never);
    expect(details.descriptionHtml).toBe('<p>Text</p>');
    expect(details.properties).toEqual(
      expect.arrayContaining([{ name: 'SupportedPlatform', value: 'SAP Cloud Integration' }]),
    );
    expect(details.properties.map(({ name }) => name)).not.toContain('Keywords');
    expect(details.webUiUrl).toBe('https://ui.example/shell/design/contentpackage/Sales');
    await expect(world.content.package({ connectionId, packageId: 'No' }, never)).rejects.toMatchObject({
      code: 'tenant.not-found',
    });
  });
});

describe('a single artifact', () => {
  it('is read anew with its configurations and its runtime state', async () => {
    const world = await readWorld();
    const one = { connectionId, kind: 'IntegrationFlow', artifactId: 'Returns' } as const;
    world.tenant.put("IntegrationDesigntimeArtifacts(Id='Returns',Version='active')/Configurations", [
      { ParameterKey: 'Retries', ParameterValue: '3', DataType: 'xsd:integer', Description: '' },
    ]);
    world.tenant.put("IntegrationRuntimeArtifacts('Returns')", {
      Id: 'Returns',
      Version: '1.0.0',
      Name: 'Returns artifact',
      Type: 'INTEGRATION_FLOW',
      Status: 'STARTED',
      DeployedOn: `/Date(${world.now})/`,
    });
    await world.content.refreshArtifact(one, never);
    expect(await world.content.artifact(one, never)).toMatchObject({
      configurations: [{ key: 'Retries', value: '3' }],
      runtimeErrors: undefined,
      row: { drift: 'same', deployedStatus: 'STARTED' },
    });
  });
});

describe('refreshing', () => {
  it('verifies after a sync of what changed that is under way, and not with it', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    await world.refresh();
    const list = "IntegrationPackages('Sales')/IntegrationDesigntimeArtifacts";
    const asked = () => world.tenant.paths.filter((path) => path === list).length;
    const before = asked();
    const changed = world.content.refresh({ connectionId, mode: 'changed' });
    const { jobId } = await world.content.refresh({ connectionId, mode: 'verify' });
    expect((await changed).jobId).not.toBe(jobId);
    expect(await world.jobs.ended(jobId)).toMatchObject({ state: 'done' });
    // Packages without a newer stamp are asked for only where that is verified.
    expect(asked() - before).toBe(1);
    const verify = world.content.refresh({ connectionId, mode: 'verify' });
    const joined = await world.content.refresh({ connectionId, mode: 'changed' });
    expect(joined).toEqual(await verify);
    await world.jobs.ended(joined.jobId);
  });
});
