import { describe, expect, it } from 'vitest';

import { type ContentWorld, contentWorld } from './content-world.ts';
import { packageEntity, putPackages, smallTenant } from './fake-content.ts';

const packageIds = async ({ library }: ContentWorld) =>
  (await library.all<{ id: string }>('SELECT id FROM packages ORDER BY id')).map(({ id }) => id);
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => `P${String(index).padStart(5, '0')}`);
const isList = (path: string) => path === 'IntegrationPackages';

/** A tenant whose list of packages is another one from its second request on. */
async function movingWorld(before: readonly string[], after: readonly string[]) {
  const world = await contentWorld();
  putPackages(
    world.tenant,
    before.map((id) => packageEntity(id)),
  );
  await world.refresh();
  const asked = () => world.tenant.paths.filter(isList).length;
  const start = asked();
  world.tenant.list('IntegrationPackages', () =>
    (asked() > start + 1 ? after : before).map((id) => packageEntity(id)),
  );
  return { world, requests: () => asked() - start };
}

describe('a list that moves while its pages are read', () => {
  it('loses nothing that fell between two pages', async () => {
    const ids = many(1_500);
    const { world } = await movingWorld(ids, ids.slice(1));
    expect(await world.refresh()).toMatchObject({ state: 'done' });
    // Number 1,000 was at the end of the first page's successor and fell between them.
    expect(await packageIds(world)).toEqual(expect.arrayContaining(ids.slice(1)));
    await world.refresh();
    expect(await packageIds(world)).toEqual(ids.slice(1));
  }, 60_000);

  it('is read to its end where entities come twice', async () => {
    const ids = many(2_500);
    const { world } = await movingWorld(ids, ['New', ...ids]);
    await world.refresh();
    expect(await packageIds(world)).toEqual(expect.arrayContaining(ids));
  }, 60_000);
});

describe('an empty list', () => {
  it('does not empty the library where the next answer is not empty', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    await world.refresh();
    let isFirst = true;
    world.tenant.list('IntegrationPackages', () => {
      const answer = isFirst ? [] : [packageEntity('Sales'), packageEntity('Stock')];
      isFirst = false;
      return answer;
    });
    await world.refresh();
    expect(await packageIds(world)).toEqual(['Sales', 'Stock']);
    expect(await world.library.get('SELECT count(*) AS n FROM artifacts')).toEqual({ n: 6 });
  });

  it('is believed when it comes twice', async () => {
    const world = await contentWorld();
    smallTenant(world.tenant);
    await world.refresh();
    putPackages(world.tenant, []);
    await world.refresh();
    expect(await packageIds(world)).toEqual([]);
  });
});
