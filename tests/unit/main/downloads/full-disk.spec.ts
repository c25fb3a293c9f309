import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { DownloadForm, DownloadScope } from '../../../../src-shared/model/downloads.ts';
import { demoPackages, type DownloadWorld, downloadWorld, filesIn, newFolder } from './download-world.ts';

const [one] = demoPackages.filter(
  ({ Mode, artifacts }) =>
    Mode !== 'READ_ONLY' && artifacts.every(({ draft }) => !draft) && artifacts.length > 2,
);
if (!one) throw new Error('The demo tenant has no such package.');
const scope: DownloadScope = { of: 'packages', packageIds: [one.Id] };

let world: DownloadWorld;
beforeEach(async () => {
  world = await downloadWorld();
  await world.list([one]);
  world.folder = newFolder();
});

/** From the second file on nothing more is taken, as by a disk that ran full. Answers how to make room. */
async function fillDisk(): Promise<() => void> {
  const probe = await open(join(world.folder ?? '', 'probe'), 'w');
  const prototype = Object.getPrototypeOf(probe) as typeof probe;
  await probe.close();
  await rm(join(world.folder ?? '', 'probe'));
  const real = prototype.write;
  let files = 0;
  const handles = new WeakSet();
  const full = Object.assign(new Error('write ENOSPC'), { code: 'ENOSPC' });
  const write = vi.spyOn(prototype, 'write').mockImplementation(async function (
    this: typeof probe,
    ...input: unknown[]
  ) {
    if (!handles.has(this)) {
      handles.add(this);
      files += 1;
    }
    if (files > 1) throw full;
    return (await Reflect.apply(real, this, input)) as never;
  });
  return () => write.mockRestore();
}

describe('a disk that runs full', () => {
  it.each<DownloadForm>(['zips', 'folders'])(
    'is told while %s are saved; with room again the rest is saved without a request',
    async (form) => {
      const makeRoom = await fillDisk();
      const { id, job } = await world.run(scope, form);
      makeRoom();
      expect(job).toMatchObject({ state: 'failed', error: { code: 'disk.full' } });
      // No half file is left behind.
      expect(Object.keys(filesIn(world.folder ?? '')).length).toBe(1);
      world.asked();
      expect((await world.resume(id)).job?.state).toBe('done');
      expect(world.asked()).toEqual([]);
      expect(Object.keys(filesIn(world.folder ?? '')).length).toBeGreaterThan(2);
    },
  );
});
