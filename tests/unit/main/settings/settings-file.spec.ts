import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Conf from 'conf';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openSettingsFile, type StoreOptions } from '../../../../src-main/settings/settings-file.ts';
import type { AppError } from '../../../../src-shared/errors.ts';

/** Conf is what electron-store adds its default folder to. */
function createStore({ name, ...options }: StoreOptions) {
  return new Conf<Record<string, unknown>>({ ...options, configName: name });
}

let folder: string;
let notices: AppError[];

function open(create: typeof createStore | (() => never) = createStore) {
  return openSettingsFile({
    folder,
    name: 'connections',
    createStore: create,
    notice: (error) => notices.push(error),
    now: () => Date.UTC(2026, 0, 2, 3, 4, 5),
  });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenant-atlas-settings-'));
  notices = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a settings file with a copy', () => {
  const openWithCopy = () =>
    openSettingsFile({
      folder,
      name: 'secrets',
      keepsCopy: true,
      createStore,
      notice: (error) => notices.push(error),
    });
  const file = () => join(folder, 'secrets.json');

  it.each(['broken', 'gone'])('takes the copy where it is %s, and says so', (how) => {
    openWithCopy().write({ version: 1, secrets: { a: 1 } });
    if (how === 'gone') rmSync(file());
    else writeFileSync(file(), '{"secrets":');
    expect(openWithCopy().read()).toMatchObject({ secrets: { a: 1 } });
    expect(notices.map(({ code, facts }) => [code, facts.file])).toEqual([
      ['settings.restored', 'secrets.json'],
    ]);
  });

  it('keeps nothing in the copy that was removed from it', () => {
    const opened = openWithCopy();
    opened.write({ version: 1, secrets: { removed: 'cipher' } });
    opened.write({ version: 1, secrets: {} });
    for (const name of readdirSync(folder)) {
      expect(readFileSync(join(folder, name), 'utf8')).not.toContain('cipher');
    }
  });

  it('starts empty and tells of the damage where the copy is broken too', () => {
    openWithCopy().write({ version: 1 });
    writeFileSync(file(), '');
    writeFileSync(join(folder, 'secrets.last-good.json'), '');
    expect(openWithCopy().read()).toEqual({});
    expect(notices.map(({ code }) => code)).toEqual(['settings.corrupt']);
  });
});

describe('openSettingsFile', () => {
  it('keeps what was written over a restart, readable by the owner only', () => {
    open().write({ version: 1, name: 'Ä' });
    expect(open().read()).toMatchObject({ version: 1, name: 'Ä' });
    expect(notices).toEqual([]);
    if (process.platform !== 'win32') {
      expect(statSync(join(folder, 'connections.json')).mode & 0o777).toBe(0o600);
    }
  });

  it.each(['', '{"connections": [', '[]', 'null', '"text"', '\u0000\u0000'])(
    'sets a broken file aside unchanged and reports it: %j',
    (text) => {
      writeFileSync(join(folder, 'connections.json'), text);
      const file = open();
      expect(file.read()).toEqual({});
      const aside = 'connections.set-aside-2026-01-02T03-04-05.json';
      expect(notices.map(({ code, facts }) => [code, facts.file])).toEqual([
        ['settings.corrupt', join(folder, aside)],
      ]);
      expect(readFileSync(join(folder, aside), 'utf8')).toBe(text);
      file.write({ version: 1 });
      expect(readdirSync(folder).sort()).toEqual(['connections.json', aside]);
    },
  );

  it('sets a second broken file aside beside the first', () => {
    for (const text of ['first', 'second']) {
      writeFileSync(join(folder, 'connections.json'), text);
      open();
    }
    const kept = notices.map(({ facts }) => readFileSync(facts.file ?? '', 'utf8'));
    expect(kept).toEqual(['first', 'second']);
  });

  it('answers what was written, and keeps the old value when writing fails', () => {
    const written: unknown[] = [];
    const file = openSettingsFile({
      folder,
      name: 'connections',
      notice: (error) => notices.push(error),
      createStore: () => ({
        get store() {
          return {};
        },
        set store(value) {
          if (written.length > 0) throw new Error('broken disk');
          written.push(value);
        },
      }),
    });
    file.write({ version: 1 });
    expect(file.read()).toEqual({ version: 1 });
    expect(() => file.write({ version: 2 })).toThrow(expect.objectContaining({ code: 'disk.write-failed' }));
    expect(file.read()).toEqual({ version: 1 });
  });

  it.each([
    ['ENOSPC', 'disk.full'],
    ['EDQUOT', 'disk.full'],
    ['EROFS', 'disk.write-failed'],
  ])('names %s on writing: %s', (code, expected) => {
    const file = openSettingsFile({
      folder,
      name: 'connections',
      notice: (error) => notices.push(error),
      createStore: () => ({
        get store() {
          return {};
        },
        set store(_value) {
          throw Object.assign(new Error(code), { code });
        },
      }),
    });
    expect(() => file.write({})).toThrow(expect.objectContaining({ code: expected }));
  });
});
