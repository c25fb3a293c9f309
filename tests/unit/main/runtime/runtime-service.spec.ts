import { describe, expect, it, vi } from 'vitest';

import { AppError } from '../../../../src-shared/errors.ts';
import type { RuntimeChip } from '../../../../src-shared/model/runtime.ts';
import { connectionId, type ContentWorld, contentWorld, never } from '../content/content-world.ts';
import { runtimeEntity, smallTenant } from '../content/fake-content.ts';

async function readWorld(): Promise<ContentWorld> {
  const world = await contentWorld();
  smallTenant(world.tenant);
  await world.refresh();
  return world;
}

async function ids({ runtime }: ContentWorld, chip: RuntimeChip, text?: string) {
  const { rows } = await runtime.artifacts(
    {
      connectionId,
      filter: { chip, ...(text !== undefined && { text }) },
      sort: { column: 'name', direction: 'ascending' },
      offset: 0,
      limit: 100,
    },
    never,
  );
  return rows.map(({ id }) => id);
}

async function refresh({ runtime, jobs }: ContentWorld) {
  const { jobId } = await runtime.refresh({ connectionId });
  return jobs.ended(jobId);
}

describe('deployed artifacts', () => {
  it('are listed with what belongs to them, also those without a design-time counterpart', async () => {
    const world = await readWorld();
    expect(await ids(world, 'all')).toEqual(['Forgotten', 'Orders', 'Returns']);
    expect(await ids(world, 'without-design-time')).toEqual(['Forgotten']);
    expect(await ids(world, 'error')).toEqual(['Returns']);
    expect(await ids(world, 'all', 'forg')).toEqual(['Forgotten']);
    expect(await world.runtime.counts({ connectionId, filter: { chip: 'all' } }, never)).toEqual({
      all: 3,
      started: 2,
      error: 1,
      other: 0,
      'without-design-time': 1,
    });
  });

  it('say in readable form why they did not start', async () => {
    const world = await readWorld();
    const details = await world.runtime.artifact({ connectionId, artifactId: 'Returns' }, never);
    expect(details).toMatchObject({
      row: { errorText: 'No credentials named RETURNS', hasDesignTime: true, packageName: 'Sales package' },
      errorTexts: ['No credentials named RETURNS'],
    });
  });

  it('have their error read once as long as it is the same', async () => {
    const world = await readWorld();
    world.tenant.requests.length = 0;
    await refresh(world);
    const asked = () => world.tenant.paths.filter((path) => path.includes('ErrorInformation')).length;
    expect(asked()).toBe(0);
    world.tenant.put('IntegrationRuntimeArtifacts', [
      runtimeEntity('Returns', { Status: 'ERROR', DeployedOn: `/Date(${world.now})/` }),
    ]);
    await refresh(world);
    expect(asked()).toBe(1);
  });

  it('lose their error when they start', async () => {
    const world = await readWorld();
    world.tenant.put('IntegrationRuntimeArtifacts', [runtimeEntity('Returns')]);
    await refresh(world);
    const details = await world.runtime.artifact({ connectionId, artifactId: 'Returns' }, never);
    expect(details.errorTexts).toBeUndefined();
  });

  it('work without endpoints, whose refusal is told', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    world.tenant.put('ServiceEndpoints', new AppError('auth.forbidden', 'No.', { area: 'endpoints' }));
    expect(await refresh(world)).toMatchObject({ state: 'failed' });
    expect(await ids(world, 'all')).toHaveLength(3);
    expect(await world.runtime.state({ connectionId }, never)).toMatchObject({
      syncedAt: world.now,
      error: { code: 'auth.forbidden', facts: { area: 'endpoints' } },
    });
  });

  it('are read once where two want them at the same time, and go on where one of them gives up', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    world.tenant.before = ({ path }) => (path === 'IntegrationRuntimeArtifacts' ? held : undefined);
    const { jobId } = await world.runtime.refresh({ connectionId });
    const content = world.refresh();
    const lists = () => world.tenant.paths.filter((path) => path === 'IntegrationRuntimeArtifacts');
    const packages = () => world.tenant.paths.filter((path) => path === 'IntegrationPackages');
    await vi.waitFor(() => expect([lists(), packages()]).toMatchObject([{ length: 1 }, { length: 1 }]));
    world.jobs.cancel(jobId);
    expect(await world.jobs.ended(jobId)).toMatchObject({ state: 'cancelled' });
    expect(await world.runtime.state({ connectionId }, never)).toMatchObject({ syncing: true });
    go();
    expect(await content).toMatchObject({ state: 'done' });
    expect(lists()).toHaveLength(1);
    expect(await world.runtime.state({ connectionId }, never)).toMatchObject({
      syncing: false,
      syncedAt: world.now,
    });
  });

  it('are given up when nobody wants them any more, and read anew by the next one', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    const signals: (AbortSignal | undefined)[] = [];
    let go = (): void => undefined;
    world.tenant.before = ({ signal }) => {
      signals.push(signal);
      return new Promise((resolve) => {
        go = resolve;
      });
    };
    const { jobId } = await world.runtime.refresh({ connectionId });
    await vi.waitFor(() => expect(signals).not.toHaveLength(0));
    world.jobs.cancel(jobId);
    await world.jobs.ended(jobId);
    expect(signals.every((signal) => signal?.aborted)).toBe(true);
    world.tenant.before = () => undefined;
    expect(await refresh(world)).toMatchObject({ state: 'done' });
    go();
  });

  it('are gone from the library when they were undeployed', async () => {
    const world = await readWorld();
    await world.runtime.refreshArtifact({ connectionId, artifactId: 'Forgotten' }, never);
    expect(await ids(world, 'all')).toEqual(['Orders', 'Returns']);
    await expect(
      world.runtime.artifact({ connectionId, artifactId: 'Forgotten' }, never),
    ).rejects.toMatchObject({
      code: 'tenant.not-found',
    });
  });
});
