import { describe, expect, it, vi } from 'vitest';

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
    expect(file.content['version']).toBe(2);
  });

  it('keeps what it does not know: fields, values, unreadable entries, a newer version', () => {
    const later = { ...record, environment: 'staging', order: 3 };
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

  it.each([
    [
      { folder: 7, tags: 'x', isFavourite: 'yes' },
      { folder: '', tags: [], isFavourite: false },
    ],
    [
      { folder: ['a'], tags: [1, null, 'on call'] },
      { folder: '', tags: ['on call'] },
    ],
    [
      { folder: ' Two\nlines ', tags: ['a', 'A', ''] },
      { folder: 'Two lines', tags: ['a'] },
    ],
  ])('reads the damaged folder and tags of %j as none', (damaged, read) => {
    const file = new MemoryFile({ version: 2, connections: [{ ...record, ...damaged }] });
    expect(new ConnectionsRepository(file).list()).toEqual([{ ...record, ...read }]);
  });

  it('reads what an older version kept without folder, tags and favourite', () => {
    const { folder, tags, isFavourite, ...older } = record;
    const file = new MemoryFile({ version: 2, connections: [older] });
    expect(new ConnectionsRepository(file).list()).toEqual([{ ...older, folder, tags, isFavourite }]);
  });

  it('changes several in one write, or none where one is unknown', () => {
    const file = new MemoryFile({ version: 2, connections: [record, { ...record, id: 'two' }] });
    const repository = new ConnectionsRepository(file);
    const write = vi.spyOn(file, 'write');
    expect(() => repository.updateAll(['one', 'nowhere'], () => ({ folder: 'A' }))).toThrow(AppError);
    expect(write).not.toHaveBeenCalled();
    repository.updateAll(['one', 'two'], ({ id }) => ({ folder: `F ${id}` }));
    expect(write).toHaveBeenCalledTimes(1);
    expect(new ConnectionsRepository(file).list().map(({ folder }) => folder)).toEqual(['F one', 'F two']);
  });

  it('brings a file of the first version to the present one, and keeps what it cannot read', () => {
    const { access, id, name, tenantUrl, environment, colour, isDemo, createdAt } = record;
    const rest = { id, name, tenantUrl, environment, colour, isDemo, createdAt };
    const client = { tokenUrl: 'https://t.example/oauth/token', clientId: 'c' };
    const file = new MemoryFile({
      version: 1,
      connections: [{ ...rest, ...client, order: 3 }, { id: 3 }],
      removedDemo: { ...rest, ...client, isDemo: true },
    });
    const repository = new ConnectionsRepository(file);
    const migrated = { ...record, access: { kind: access.kind, ...client } };
    expect(repository.list()).toEqual([migrated]);
    expect(repository.removedDemo()).toEqual({ ...migrated, isDemo: true });
    repository.update('one', { name: 'Renamed' });
    expect(file.content).toMatchObject({
      version: 2,
      connections: [{ order: 3, name: 'Renamed' }, { id: 3 }],
    });
  });

  it('does not show a connection with a kind of access it does not know, and keeps it', () => {
    const later = { ...record, access: { kind: 'passkey' } };
    const file = new MemoryFile({ version: 9, connections: [later, { ...record, id: 'two' }] });
    const repository = new ConnectionsRepository(file);
    expect(repository.list().map(({ id }) => id)).toEqual(['two']);
    repository.update('two', { name: 'Renamed' });
    expect(file.content).toMatchObject({ connections: [later, { name: 'Renamed' }] });
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
