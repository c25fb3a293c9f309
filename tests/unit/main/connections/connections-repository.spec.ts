import { describe, expect, it } from 'vitest';

import { ConnectionsRepository } from '../../../../src-main/connections/connections-repository.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { MemoryFile } from '../secrets/fake-encryption.ts';
import { record } from './fakes.ts';

describe('ConnectionsRepository', () => {
  it('is empty at first and keeps what is added over a restart', () => {
    const file = new MemoryFile();
    const repository = new ConnectionsRepository(file);
    expect(repository.list()).toEqual([]);
    repository.add(record);
    expect(new ConnectionsRepository(file).list()).toEqual([record]);
    expect(file.content['version']).toBe(1);
  });

  it('keeps what it does not know: fields, values, unreadable entries, a newer version', () => {
    const later = { ...record, environment: 'staging', folder: 'Customers' };
    const file = new MemoryFile({ version: 7, order: ['one'], connections: [{ id: 3 }, later] });
    const repository = new ConnectionsRepository(file);
    expect(repository.list()).toEqual([{ ...record, environment: 'other' }]);
    repository.update('one', { name: 'Renamed' });
    expect(file.content).toEqual({
      version: 7,
      order: ['one'],
      connections: [{ id: 3 }, { ...later, name: 'Renamed' }],
    });
  });

  it('remembers a removed demo connection, and no other one', () => {
    const file = new MemoryFile();
    const repository = new ConnectionsRepository(file);
    const demo = { ...record, id: 'demo', isDemo: true };
    repository.add(record);
    repository.add(demo);
    repository.remove('demo');
    repository.remove('one');
    expect(new ConnectionsRepository(file).list()).toEqual([]);
    expect(new ConnectionsRepository(file).removedDemo()).toEqual(demo);
  });

  it('counts only what was written', () => {
    const file = new MemoryFile();
    const repository = new ConnectionsRepository(file);
    file.fails = new AppError('disk.full', 'full');
    expect(() => repository.add(record)).toThrow('full');
    expect(repository.list()).toEqual([]);
  });

  it('says so when a connection is gone', () => {
    const repository = new ConnectionsRepository(new MemoryFile());
    expect(() => repository.update('gone', {})).toThrow(
      expect.objectContaining({ code: 'connection.not-found' }),
    );
  });
});
