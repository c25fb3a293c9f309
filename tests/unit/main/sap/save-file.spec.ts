import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { saveFile } from '../../../../src-main/sap/save-file.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { failureOf } from './failure-of.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'save-file-'));
});

afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true });
});

async function* chunks(parts: readonly (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if (part instanceof Error) throw part;
    yield Buffer.from(part);
  }
}

describe('saveFile', () => {
  it('writes all chunks and leaves nothing else', async () => {
    const file = join(folder, 'a.zip');
    await saveFile(file, chunks(['one ', '', 'two ', 'x'.repeat(300_000)]));
    expect(await readFile(file, 'utf8')).toBe(`one two ${'x'.repeat(300_000)}`);
    expect(await readdir(folder)).toEqual(['a.zip']);
  });

  it('writes an empty file for an empty body', async () => {
    await saveFile(join(folder, 'a'), chunks([]));
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('');
  });

  it('leaves no file when the body fails in the middle, and tells that failure', async () => {
    const cut = new AppError('network.cut', 'The connection was cut.');
    await expect(saveFile(join(folder, 'a.zip'), chunks(['half', cut]))).rejects.toBe(cut);
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps what stood there until the new file is whole', async () => {
    const file = join(folder, 'a.zip');
    await writeFile(file, 'before');
    const cut = new AppError('network.cut', 'The connection was cut.');
    await failureOf(saveFile(file, chunks(['half', cut])), 'network.cut');
    expect(await readFile(file, 'utf8')).toBe('before');
    await saveFile(file, chunks(['after']));
    expect(await readFile(file, 'utf8')).toBe('after');
    expect(await readdir(folder)).toEqual(['a.zip']);
  });

  it('lets two saves of the same file both end, with one of them whole', async () => {
    const file = join(folder, 'a.zip');
    const texts = ['1'.repeat(200_000), '2'.repeat(200_000)];
    await Promise.all(texts.map((text) => saveFile(file, chunks([text.slice(0, 7), text.slice(7)]))));
    expect(texts).toContain(await readFile(file, 'utf8'));
    expect(await readdir(folder)).toEqual(['a.zip']);
  });

  it('names a folder that is not there', async () => {
    const file = join(folder, 'none', 'a.zip');
    const failure = await failureOf(saveFile(file, chunks(['x'])), 'disk.write-failed');
    expect(failure.facts.file).toBe(file);
  });

  it('leaves nothing beside a folder that stands in its way', async () => {
    const file = join(folder, 'taken');
    await mkdir(join(file, 'inside'), { recursive: true });
    await failureOf(saveFile(file, chunks(['x'])), 'disk.write-failed');
    expect(await readdir(folder)).toEqual(['taken']);
  });

  it('takes a long name and one with characters of several bytes', async () => {
    for (const name of ['x'.repeat(250), `${'ä'.repeat(120)}.zip`]) {
      await saveFile(join(folder, name), chunks(['x']));
      expect(await readdir(folder)).toContain(name);
    }
  });

  it('says that the disk is full, and tidies up', async () => {
    const full = Object.assign(new Error('write ENOSPC'), { code: 'ENOSPC' });
    const promises = await import('node:fs/promises');
    const probe = await promises.open(join(folder, 'probe'), 'w');
    const prototype = Object.getPrototypeOf(probe) as typeof probe;
    await probe.close();
    await rm(join(folder, 'probe'));
    const write = vi.spyOn(prototype, 'write').mockRejectedValue(full);
    try {
      const failure = await failureOf(saveFile(join(folder, 'a.zip'), chunks(['x'])), 'disk.full');
      expect(failure.facts.file).toBe(join(folder, 'a.zip'));
    } finally {
      write.mockRestore();
    }
    expect(await readdir(folder)).toEqual([]);
  });
});
