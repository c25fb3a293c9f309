import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { Jobs } from '../../../../src-main/jobs/jobs.ts';
import { TableExports } from '../../../../src-main/tables/table-exports.ts';
import type { Job } from '../../../../src-shared/model/jobs.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'table-exports-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

function exportsTo(file: string | undefined) {
  const told: Job[] = [];
  const jobs = new Jobs({ changed: (all) => told.push(...all), logFault: () => 'REF1' });
  const offered: string[] = [];
  const saveAs = (name: string) => {
    offered.push(name);
    return Promise.resolve(file);
  };
  return { exports: new TableExports({ jobs, saveAs }), jobs, offered, told };
}

const page = 1;
const never = new AbortController().signal;
const messages = { connectionId: 'c1', name: 'Messages: today', header: ['Status', 'Flow'], total: 3 };

describe('TableExports', () => {
  it('writes pieces as one CSV, whole only at the end, and reports progress', async () => {
    const file = join(folder, 'messages.csv');
    const { exports, offered, told } = exportsTo(file);
    const started = await exports.start(messages, page, never);
    const exportId = started?.exportId ?? '';
    await exports.write({ exportId, rows: [['Failed', 'Order, "new"']] });
    expect(await readdir(folder)).not.toContain('messages.csv');
    await exports.write({
      exportId,
      rows: [
        ['Failed', '=HYPERLINK("https://evil.example")'],
        ['Retry', '–'],
      ],
    });
    expect(await exports.finish({ exportId })).toEqual({ file });
    expect(await readFile(file, 'utf8')).toBe(
      '\uFEFFStatus,Flow\r\nFailed,"Order, ""new"""\r\nFailed,"\'=HYPERLINK(""https://evil.example"")"\r\nRetry,–\r\n',
    );
    expect(offered).toEqual(['Messages_ today.csv']);
    expect(told).toContainEqual(expect.objectContaining({ kind: 'export', done: 3, total: 3 }));
  });

  it('waits for a slow disk instead of holding everything', async () => {
    const file = join(folder, 'large.csv');
    const { exports } = exportsTo(file);
    const { exportId = '' } = (await exports.start(messages, page, never)) ?? {};
    const rows = Array.from({ length: 500 }, () => ['x'.repeat(500), 'y']);
    for (let piece = 0; piece < 20; piece += 1) await exports.write({ exportId, rows });
    await exports.finish({ exportId });
    expect((await readFile(file, 'utf8')).split('\r\n')).toHaveLength(20 * 500 + 2);
  });

  it('leaves nothing behind when it is cancelled, and takes no more rows', async () => {
    const { exports, jobs } = exportsTo(join(folder, 'gone.csv'));
    const { exportId = '' } = (await exports.start(messages, page, never)) ?? {};
    await exports.write({ exportId, rows: [['Failed', 'A']] });
    jobs.cancel(exportId);
    expect((await jobs.ended(exportId))?.state).toBe('cancelled');
    expect(await readdir(folder)).toEqual([]);
    await expect(exports.write({ exportId, rows: [['Failed', 'B']] })).rejects.toMatchObject({
      code: 'request.cancelled',
    });
    await expect(exports.finish({ exportId })).rejects.toMatchObject({ code: 'request.cancelled' });
  });

  it('ends with the page that sends the rows, and leaves nothing behind', async () => {
    const { exports, jobs } = exportsTo(join(folder, 'gone.csv'));
    const { exportId = '' } = (await exports.start(messages, page, never)) ?? {};
    await exports.write({ exportId, rows: [['Failed', 'A']] });
    exports.forget(2);
    expect(jobs.list()).toMatchObject([{ state: 'running' }]);
    exports.forget(page);
    expect((await jobs.ended(exportId))?.state).toBe('cancelled');
    expect(await readdir(folder)).toEqual([]);
  });

  it('does not begin for a page that went while its dialog was open', async () => {
    const { exports, jobs } = exportsTo(join(folder, 'gone.csv'));
    await expect(exports.start(messages, page, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
    expect(jobs.list()).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('says why the file cannot be written', async () => {
    const { exports, jobs } = exportsTo(join(folder, 'no such folder', 'a.csv'));
    const { exportId = '' } = (await exports.start(messages, page, never)) ?? {};
    await jobs.ended(exportId);
    await expect(exports.write({ exportId, rows: [['a']] })).rejects.toMatchObject({
      code: 'disk.write-failed',
    });
  });

  it('does nothing when no file was chosen', async () => {
    const { exports, jobs } = exportsTo(undefined);
    expect(await exports.start(messages, page, never)).toBeUndefined();
    expect(jobs.list()).toEqual([]);
  });
});
