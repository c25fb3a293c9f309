import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { mostEntries, readFiles, readFolder } from '../../../../src-main/sharing/chosen-files.ts';
import { largestConnectionFile } from '../../../../src-shared/model/sharing.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenant-atlas-chosen-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const at = (...names: readonly string[]): string => join(folder, ...names);
const reasons = ({ refused }: Awaited<ReturnType<typeof readFolder>>) =>
  Object.fromEntries(refused.map(({ name, reason }) => [name, reason]));

it('reads a folder and what lies in it, in order of names, whatever the encoding', async () => {
  mkdirSync(at('customer', 'deeper'), { recursive: true });
  writeFileSync(at('b.json'), '\uFEFF{"b":1}');
  writeFileSync(at('customer', 'deeper', 'a.txt'), Buffer.from('\uFEFF{"a":"ä"}', 'utf16le'));
  const { files, refused } = await readFolder(folder);
  expect(files).toEqual([
    { name: 'b.json', text: '{"b":1}' },
    { name: 'customer/deeper/a.txt', text: '{"a":"ä"}' },
  ]);
  expect(refused).toEqual([]);
});

it('follows no link, waits for no pipe, reads nothing large or binary, and says so', async () => {
  mkdirSync(at('inside'));
  writeFileSync(at('inside', 'secret'), 'x');
  symlinkSync('/etc/passwd', at('link to a file'));
  symlinkSync(at('inside'), at('link to a folder'));
  symlinkSync(folder, at('inside', 'loop'));
  execFileSync('mkfifo', [at('pipe')]);
  writeFileSync(at('large'), '');
  truncateSync(at('large'), 200_001);
  writeFileSync(at('picture'), Buffer.from([0x89, 0x50, 0, 1]));
  const read = await readFolder(folder);
  expect(read.files.map(({ name }) => name)).toEqual(['inside/secret']);
  const link = 'A link; links are not followed.';
  expect(reasons(read)).toEqual({
    'inside/loop': link,
    large: 'Larger than 200 kB.',
    'link to a file': link,
    'link to a folder': link,
    picture: 'This is no text.',
    pipe: 'This is no file.',
  });
});

it('stops at a depth and at a number of entries, and says so', async () => {
  mkdirSync(at('1', '2', '3', '4', '5', '6'), { recursive: true });
  writeFileSync(at('1', '2', '3', '4', 'key'), 'x');
  const deep = await readFolder(folder);
  expect(deep.files.map(({ name }) => name)).toEqual(['1/2/3/4/key']);
  expect(reasons(deep)).toEqual({ '1/2/3/4/5': 'A folder more than 5 levels down is not looked into.' });
  mkdirSync(at('many'));
  for (let count = 0; count < mostEntries; count += 1) writeFileSync(at('many', String(count)), '');
  const { files, refused } = await readFolder(at('many'));
  expect([files.length, refused]).toEqual([mostEntries, []]);
  writeFileSync(at('many', 'one more'), '');
  expect(reasons(await readFolder(at('many')))).toEqual({
    many: 'There are more than 1000 entries; the rest was not looked at.',
  });
});

it('makes names of files harmless', async () => {
  const hostile = '\u202Egnp.\u0007exe\n';
  writeFileSync(at(hostile), 'x');
  writeFileSync(at('n'.repeat(250)), 'x');
  const names = (await readFolder(folder)).files.map(({ name }) => name);
  expect(names.toSorted()).toEqual(['gnp.exe', 'n'.repeat(120)].toSorted());
});

it('does not read a file of connections that is too large, however it was chosen', async () => {
  writeFileSync(at('huge.json'), '');
  truncateSync(at('huge.json'), largestConnectionFile + 1);
  writeFileSync(at('key.json'), '{}');
  await expect(readFiles([at('huge.json')])).rejects.toMatchObject({
    code: 'sharing.too-large',
    facts: { file: 'huge.json', reason: '32 MB' },
  });
  const both = await readFiles([at('huge.json'), at('key.json'), at('gone.json')]);
  expect(both.files).toEqual([{ name: 'key.json', text: '{}' }]);
  expect(reasons(both)).toEqual({
    'huge.json': 'Larger than 33554 kB.',
    'gone.json': 'It is no longer there.',
  });
});

it('says what is not there any more, and how many files are too many', async () => {
  expect(reasons(await readFolder(at('gone')))).toEqual({ gone: 'It is no longer there.' });
  writeFileSync(at('one.json'), '{}');
  const read = await readFiles(Array.from({ length: mostEntries + 7 }, () => at('one.json')));
  expect(read.files).toHaveLength(mostEntries);
  expect(read.refused.map(({ name }) => name)).toEqual(['7 more files']);
});
