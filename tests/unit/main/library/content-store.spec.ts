import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { pathsOf } from '../../../../src-main/artifact/command-line-paths.ts';
import { ContentStore } from '../../../../src-main/library/content-store.ts';
import { temporaryFolder, temporaryLibrary } from './temporary-library.ts';

const large = new Uint8Array(2_500_000).map((_, at) => at % 251);

describe('the store of contents', () => {
  it('gives back what it was given, also in several chunks, by its hash', async () => {
    const library = await temporaryLibrary();
    const store = new ContentStore(library);
    const sha256 = await store.put(large, 1);
    expect(sha256).toBe(createHash('sha256').update(large).digest('hex'));
    expect(Buffer.compare((await store.get(sha256)) ?? Buffer.alloc(0), large)).toBe(0);
    expect(await store.get('0'.repeat(64))).toBeUndefined();
    expect(await library.all('SELECT position FROM content_chunks')).toHaveLength(3);
  });

  it('keeps equal contents once', async () => {
    const library = await temporaryLibrary();
    const store = new ContentStore(library);
    await Promise.all([store.put(large, 1), store.put(large.slice(), 2)]);
    await store.put(large, 3);
    expect(await library.all('SELECT added_at FROM contents')).toHaveLength(1);
    expect(await library.all('SELECT position FROM content_chunks')).toHaveLength(3);
  });

  it('does not hand out what lost a part, and keeps it again when it is read again', async () => {
    const library = await temporaryLibrary();
    const store = new ContentStore(library);
    const sha256 = await store.put(large, 1);
    await library.write([{ sql: 'DELETE FROM content_chunks WHERE position = 1' }]);
    expect(await store.get(sha256)).toBeUndefined();
    await store.put(large, 2);
    expect((await store.get(sha256))?.length).toBe(large.length);
  });

  it('takes an empty content', async () => {
    const store = new ContentStore(await temporaryLibrary());
    expect((await store.get(await store.put(new Uint8Array(), 1)))?.length).toBe(0);
  });
});

describe('what the app was started with', () => {
  it('is files that exist, without switches and the folder of the app', () => {
    const folder = temporaryFolder();
    expect(pathsOf(['/electron', '--flag', '.', '/nowhere.zip', folder], '/', false)).toEqual([folder]);
    expect(pathsOf(['/app', '--user-data-dir=/tmp', folder, ''], '/', true)).toEqual([folder]);
  });
});
