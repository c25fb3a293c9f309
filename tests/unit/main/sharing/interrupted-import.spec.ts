import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { AppError } from '../../../../src-shared/errors.ts';
import {
  acme,
  createComputer,
  type Disk,
  exportedBy,
  ids,
  keep,
  opened,
  secretOf,
  take,
} from './sharing-world.ts';

let here: ReturnType<typeof createComputer>;
let there: ReturnType<typeof createComputer>;
beforeEach(() => {
  here = createComputer();
  there = createComputer();
});
afterEach(() => {
  here[Symbol.dispose]();
  there[Symbol.dispose]();
});

describe('an import that is interrupted', () => {
  it('leaves all of the old or all of the new, at every step and every byte', async () => {
    const text = await exportedBy(there);
    const before = here.start();
    await keep(before, { ...acme, name: 'Before' }, { clientSecret: 'old secret' });
    const disks: Disk[] = [here.disk()];
    const app = here.start((file) => ({
      read: () => file.read(),
      write: (value) => {
        disks.push(here.disk());
        file.write(value);
        disks.push(here.disk());
      },
    }));
    await take(app, await opened(app, text), 'replace');
    disks.push(here.disk());

    const seen = { old: 0, new: 0 };
    const expectWhole = async (): Promise<void> => {
      const next = here.start();
      const [first] = next.repository.list();
      const isNew = first?.name === 'Acme';
      expect(next.repository.list()).toHaveLength(isNew ? 2 : 1);
      await expect(secretOf(next, acme)).resolves.toBe(isNew ? 'secret of acme' : 'old secret');
      expect(next.secrets.stateOf(`connection:${ids.nordwind}`)).toBe(isNew ? 'stored' : 'missing');
      expect([...here.disk().keys()].filter((name) => name.startsWith('settings-together'))).toEqual([]);
      seen[isNew ? 'new' : 'old'] += 1;
    };
    for (const [index, disk] of disks.entries()) {
      for (const step of stepsBetween(disks[index - 1] ?? disk, disk)) {
        here.put(step);
        await expectWhole();
      }
    }
    expect(seen.old).toBeGreaterThan(5);
    expect(seen.new).toBeGreaterThan(5);
  }, 60_000);

  it('does not come back when its announcement could not be removed and something changed since', async () => {
    const text = await exportedBy(there);
    const app = here.start();
    let announced: Buffer | undefined;
    const watching = here.start((file) => ({
      read: () => file.read(),
      write: (value) => {
        announced ??= here.disk().get('settings-together.json');
        file.write(value);
      },
    }));
    await take(watching, await opened(watching, text), 'skip');
    watching.repository.remove(ids.acme);
    expect(announced).toBeDefined();
    here.put(new Map([...here.disk(), ['settings-together.json', announced ?? Buffer.alloc(0)]]));
    expect(
      here
        .start()
        .repository.list()
        .map(({ id }) => id),
    ).toEqual([ids.nordwind]);
    expect(app.repository.list()).toEqual([]);
  });

  it.each(['secrets', 'connections'] as const)(
    'changes nothing where the disk is full at %s.json',
    async (full) => {
      const text = await exportedBy(there);
      const first = here.start();
      await keep(first, { ...acme, name: 'Before' }, { clientSecret: 'old secret' });
      const before = contentsOf(here.disk());
      let count = 0;
      const app = here.start((file) => ({
        read: () => file.read(),
        write: (value) => {
          count += 1;
          if (count === (full === 'secrets' ? 1 : 2)) throw new AppError('disk.full', 'full');
          file.write(value);
        },
      }));
      await expect(take(app, await opened(app, text), 'replace')).rejects.toMatchObject({
        code: 'disk.full',
      });
      expect(app.repository.list().map(({ name }) => name)).toEqual(['Before']);
      await expect(secretOf(app, acme)).resolves.toBe('old secret');
      expect(contentsOf(here.disk())).toEqual(before);
      expect(here.journal.imported).not.toHaveBeenCalled();
    },
  );
});

function contentsOf(disk: Disk): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...disk].map(([name, bytes]) => [name, JSON.parse(bytes.toString()) as unknown]),
  );
}

/**
 * What lies on the disk on the way from one to the next: each file that changes is written under another name, byte by
 * byte, and then renamed; copies before what they are copies of.
 */
function stepsBetween(from: Disk, to: Disk): readonly Disk[] {
  const steps: Disk[] = [];
  let present: Disk = from;
  const isCopy = (name: string): number => (name.includes('last-good') ? 0 : 1);
  const changed = [...to]
    .filter(([name, bytes]) => from.get(name)?.equals(bytes) !== true)
    .toSorted(([one], [other]) => isCopy(one) - isCopy(other));
  for (const [name, bytes] of changed) {
    for (let length = 0; length < bytes.length; length += Math.ceil(bytes.length / 25))
      steps.push(new Map([...present, [`${name}.new`, bytes.subarray(0, length)]]));
    present = new Map([...present, [name, bytes]]);
    steps.push(present);
  }
  return [...steps, to];
}
