import { describe, expect, it } from 'vitest';

import { PassingPartitions } from '../../../../../src-main/sap/transports/passing-partitions.ts';

function partition() {
  const cleared: string[] = [];
  const clear = (what: string) => () => {
    cleared.push(what);
    return Promise.resolve();
  };
  return {
    cleared,
    closeAllConnections: clear('connections'),
    clearAuthCache: clear('logins'),
    clearStorageData: clear('cookies'),
  };
}

describe('partitions of clients that pass', () => {
  it('are used again once they are cleared, and shared by no two clients at a time', async () => {
    const partitions = new PassingPartitions();
    const one = partitions.take();
    const other = partitions.take();
    expect([one.name, other.name]).toEqual(['passing-1', 'passing-2']);
    const used = partition();
    const given = one.giveBack(used);
    expect(partitions.take().name).toBe('passing-3');
    await given;
    expect(used.cleared.toSorted()).toEqual(['connections', 'cookies', 'logins']);
    await one.giveBack(used);
    expect([partitions.take().name, partitions.take().name]).toEqual(['passing-1', 'passing-4']);
  });

  it('are not used again where they cannot be cleared', async () => {
    const partitions = new PassingPartitions();
    const broken = { ...partition(), clearAuthCache: () => Promise.reject(new Error('no')) };
    await expect(partitions.take().giveBack(broken)).rejects.toThrow('no');
    expect(partitions.take().name).toBe('passing-2');
  });
});
