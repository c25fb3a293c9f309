import { describe, expect, it } from 'vitest';

import { readPackage } from '../../../../../src-main/content/package-record.ts';
import { completeList } from '../../../../../src-main/sap/odata/complete-list.ts';
import { type ContentWorld, contentWorld } from '../../content/content-world.ts';
import { packageEntity, putPackages, smallTenant } from '../../content/fake-content.ts';
import { FakeTenant } from '../../fake-tenant.ts';

const packageIds = async ({ library }: ContentWorld) =>
  (await library.all<{ id: string }>('SELECT id FROM packages ORDER BY id')).map(({ id }) => id);
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => `P${String(index).padStart(5, '0')}`);

/** Reads a list that is another one from its second request on. */
async function readMoving(before: readonly string[], after: readonly string[]) {
  const tenant = new FakeTenant();
  tenant.list('IntegrationPackages', () =>
    (tenant.requests.length > 1 ? after : before).map((id) => packageEntity(id)),
  );
  const packages = await completeList({
    client: tenant,
    request: { path: 'IntegrationPackages', area: 'content' },
    parse: readPackage,
    known: before,
    isPaged: true,
  });
  return { ids: packages.map(({ id }) => id), requests: tenant.requests.length };
}

describe('a list that moves while its pages are read', () => {
  it('loses nothing that fell between two pages', async () => {
    const ids = many(1_500);
    const read = await readMoving(ids, ids.slice(1));
    expect(read.ids).toEqual(expect.arrayContaining(ids.slice(1)));
    expect(read.requests).toBe(4);
  });

  it('is read to its end where entities come twice', async () => {
    const ids = many(2_500);
    expect((await readMoving(ids, ['New', ...ids])).ids).toEqual(expect.arrayContaining(ids));
  });

  it('is read once where nothing known is missing', async () => {
    const ids = many(1_500);
    expect((await readMoving(ids, ids)).requests).toBe(2);
  });
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
