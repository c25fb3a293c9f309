import { appendFileSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { seal } from '../../../../src-main/journal/seal.ts';
import { createJournal, deploy, fill, one, opening } from './journal-world.ts';

const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n').filter(Boolean);
const kinds = async (journal: ReturnType<ReturnType<typeof createJournal>['open']>) =>
  (await journal.check()).problems.map(({ kind }) => kind);

describe('the journal', () => {
  it('keeps what happened over a restart, for the owner of the files alone', async () => {
    using world = createJournal();
    await fill(world.open());
    const rows = await world.open().rows();
    expect(rows.map(({ kind }) => kind)).toEqual(['opened', 'write', 'closed']);
    expect(rows[0]).toMatchObject({
      user: 'kim',
      reason: 'Fix',
      connectionName: 'Acme',
      until: opening.until,
    });
    expect(rows[1]).toMatchObject({ ...deploy, result: 'done', status: 202 });
    expect(await world.open().check()).toEqual({ lines: 4, isKeyed: true, problems: [] });
    expect(statSync(world.file).mode & 0o077).toBe(0);
    expect(statSync(world.ends).mode & 0o077).toBe(0);
  });

  it('numbers what is written at the same time one after the other', async () => {
    using world = createJournal();
    const journal = world.open();
    const lines = await Promise.all(Array.from({ length: 20 }, () => journal.intended(one, deploy)));
    expect(lines).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect((await journal.check()).problems).toEqual([]);
  });

  it('says of a write without a result that nobody knows', async () => {
    using world = createJournal();
    await world.open().intended(one, deploy);
    expect((await world.open().rows())[0]).toMatchObject({ result: 'unknown', status: undefined });
  });

  it('detects any line that was changed', async () => {
    using world = createJournal();
    await fill(world.open());
    const text = readFileSync(world.file, 'utf8');
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 2), fc.integer({ min: 1, max: 90 }), async (at, by) => {
        fc.pre(text[at] !== '\n');
        const other = String.fromCharCode(32 + ((text.charCodeAt(at) - 32 + by) % 94));
        fc.pre(other !== text[at]);
        writeFileSync(world.file, text.slice(0, at) + other + text.slice(at + 1));
        expect(await kinds(world.open())).not.toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it.each([0, 1, 2])('detects that line %i is missing', async (missing) => {
    using world = createJournal();
    await fill(world.open());
    const lines = linesOf(world.file);
    writeFileSync(world.file, `${lines.filter((_, index) => index !== missing).join('\n')}\n`);
    const { problems } = await world.open().check();
    expect(problems).toEqual([{ kind: 'missing', connectionName: 'Acme', line: missing + 1, count: 1 }]);
  });

  it('detects that two lines were swapped', async () => {
    using world = createJournal();
    await fill(world.open());
    const [first = '', second = '', ...rest] = linesOf(world.file);
    writeFileSync(world.file, `${[second, first, ...rest].join('\n')}\n`);
    expect(await kinds(world.open())).toContain('changed');
  });

  it.each([1, 4])('detects an end that is cut off by %i lines, also after the next line', async (count) => {
    using world = createJournal();
    await fill(world.open());
    const lines = linesOf(world.file);
    const kept = lines.slice(0, lines.length - count);
    writeFileSync(world.file, kept.length === 0 ? '' : `${kept.join('\n')}\n`);
    expect((await world.open().check()).problems).toEqual([
      { kind: 'cut', connectionName: 'Acme', line: undefined, count },
    ]);
    const next = world.open();
    await next.intended(one, deploy);
    expect(await kinds(next)).toEqual(['missing']);
  });

  it('detects a file that is gone, and a list of ends that is', async () => {
    using world = createJournal();
    await fill(world.open());
    renameSync(world.file, join(world.folder, 'elsewhere'));
    expect(await kinds(world.open())).toEqual(['cut']);
    renameSync(join(world.folder, 'elsewhere'), world.file);
    rmSync(world.ends);
    expect(await kinds(world.open())).toEqual(['ends-missing']);
    const next = world.open();
    await next.intended(one, deploy);
    // A new list hides nothing.
    expect((await next.rows()).map(({ kind }) => kind)).toContain('noted');
  });

  it('is not fooled by a new end without the key', async () => {
    using world = createJournal();
    await fill(world.open());
    const kept = linesOf(world.file).slice(0, 3);
    writeFileSync(world.file, `${kept.join('\n')}\n`);
    const mac = /"mac":"(\w+)"/.exec(kept[2] ?? '')?.[1] ?? '';
    const forged = { ends: { one: { n: 3, mac, name: 'Acme' } } };
    writeFileSync(world.ends, seal(forged, '0'.repeat(64), new Uint8Array(32)).text);
    expect(await kinds(world.open())).toEqual(['ends-changed']);
    const next = world.open();
    await next.intended(one, deploy);
    expect((await next.rows()).map(({ kind }) => kind)).toContain('noted');
  });

  it('goes on after half a line, and tells it', async () => {
    using world = createJournal();
    await fill(world.open());
    const last = linesOf(world.file).at(-1) ?? '';
    appendFileSync(world.file, last.slice(0, 60));
    expect(await kinds(world.open())).toEqual(['half-line']);
    const next = world.open();
    await fill(next);
    expect((await next.check()).problems).toEqual([
      { kind: 'half-line', connectionName: 'Acme', line: 5, count: 1 },
    ]);
    expect(await next.rows()).toHaveLength(6);
  });

  it('takes a line that its end does not know yet: the app was ended in between', async () => {
    using world = createJournal();
    await fill(world.open());
    const before = readFileSync(world.ends);
    await world.open().intended(one, deploy);
    writeFileSync(world.ends, before);
    expect((await world.open().check()).problems).toEqual([]);
  });

  it('closes what an app left open that was ended, before the next line', async () => {
    using world = createJournal();
    const first = world.open();
    await first.opened(one, opening);
    await first.intended(one, deploy);
    expect((await first.rows()).filter(({ kind }) => kind === 'closed')).toEqual([]);
    await world.open().opened(one, opening);
    const rows = await world.open().rows();
    expect(rows.map(({ kind, closing }) => closing ?? kind)).toEqual([
      'opened',
      'write',
      'app-ended',
      'opened',
    ]);
  });

  it('says which lines are sealed without a key, and which cannot be checked', async () => {
    using world = createJournal();
    world.setKey(undefined);
    await fill(world.open());
    expect(await world.open().check()).toMatchObject({
      isKeyed: false,
      problems: [{ kind: 'unkeyed', count: 4 }],
    });
    const lines = linesOf(world.file);
    writeFileSync(world.file, `${lines.slice(1).join('\n')}\n`);
    expect(await kinds(world.open())).toEqual(['missing', 'unkeyed']);
    using other = createJournal();
    await fill(other.open());
    other.setKey(undefined);
    expect(await other.open().check()).toMatchObject({
      isKeyed: false,
      problems: [{ kind: 'unreadable-key', count: 4 }],
    });
  });

  it('goes only when it is asked to, and leaves the others whole', async () => {
    using world = createJournal();
    const journal = world.open();
    await fill(journal);
    await journal.closed({ ...one, id: '../two', name: 'Two' }, 'edited');
    await journal.remove('one');
    expect((await journal.rows()).map(({ connectionName }) => connectionName)).toEqual(['Two']);
    expect((await world.open().check()).problems).toEqual([]);
  });

  it('does not take a line that cannot be written', async () => {
    using world = createJournal();
    writeFileSync(world.folder + '/not-a-folder', '');
    const { Journal } = await import('../../../../src-main/journal/journal.ts');
    const journal = new Journal({
      folder: join(world.folder, 'not-a-folder'),
      key: () => Promise.resolve(undefined),
      user: 'kim',
      now: Date.now,
      changed: () => undefined,
    });
    await expect(journal.intended(one, deploy)).rejects.toMatchObject({ code: 'disk.write-failed' });
  });
});
