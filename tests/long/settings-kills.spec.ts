import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { searchFolder } from '../../src-main/projects/search-folder.ts';
import { destinationOf } from '../../src-shared/connections/secret-destination.ts';
import { buildChild } from './fixtures/build-child.ts';
import {
  type Act,
  all,
  contoso,
  fabrikam,
  nextPassphrase,
  openWorld,
  passphrase,
  recordOf,
  type World,
} from './fixtures/settings-world.ts';

const preload = join(import.meta.dirname, 'fixtures', 'kill-at.cjs');
const atOnce = 3;
let root: string;
let child: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'atlas-settings-kills-'));
  child = await buildChild('settings-child');
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A process of its own does it; answers the signal that ended it. */
async function run(act: Act, folder: string, kill: NodeJS.ProcessEnv): Promise<NodeJS.Signals | null> {
  const args = ['-r', preload, child, JSON.stringify({ folder, act })];
  const running = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env['PATH'], ...kill },
  });
  const [code, signal] = (await once(running, 'exit')) as [number | null, NodeJS.Signals | null];
  expect(signal === 'SIGKILL' || code === 0, `${act} ended with ${code}`).toBe(true);
  return signal;
}

/** The act from the same beginning again and again, killed at each change of a file, before and in the middle of it. */
async function killedEverywhere(
  act: Act,
  prepare: (world: World) => Promise<void>,
  check: (next: World, folder: string) => Promise<string>,
): Promise<Readonly<Record<string, number>>> {
  const place = join(root, act);
  const first = join(place, 'first', 'data');
  mkdirSync(first, { recursive: true });
  await prepare(openWorld(first));
  const copy = (name: string): string => {
    cpSync(join(place, 'first'), join(place, name), { recursive: true });
    return join(place, name, 'data');
  };
  const countFile = join(place, 'count');
  expect(await run(act, copy('unharmed'), { COUNT_FILE: countFile })).toBeNull();
  const changes = Number(readFileSync(countFile, 'utf8'));
  const found: Record<string, number> = {};
  const kills = Array.from({ length: changes * 2 }, (_, index) => ({
    at: String(1 + Math.floor(index / 2)),
    where: index % 2 === 0 ? 'before' : 'half',
  }));
  const next = async (): Promise<void> => {
    for (let kill = kills.shift(); kill; kill = kills.shift()) {
      const { at, where } = kill;
      const folder = copy(`${at}-${where}`);
      expect(await run(act, folder, { KILL_AT: at, KILL_WHERE: where }), `${at} ${where}`).toBe('SIGKILL');
      const state = await check(openWorld(folder), folder);
      found[state] = (found[state] ?? 0) + 1;
      rmSync(join(folder, '..'), { recursive: true });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  return found;
}

const wholenessOf = async (world: World): Promise<readonly string[]> => {
  const states: string[] = [];
  for (const id of all) states.push(await world.wholeness(id));
  return states;
};

describe('killed at every change of a file', () => {
  it('"Project ended" has not begun, or is finished at the next start, which finds nothing afterwards', async () => {
    const texts = contoso.flatMap((id) => [id, new URL(recordOf(id).tenantUrl).host]);
    const found = await killedEverywhere(
      'end',
      (world) => world.fill(all),
      async (world, folder) => {
        world.projects.resume((fault) => {
          throw fault;
        });
        const report = await world.projects.resumed();
        const states = await wholenessOf(world);
        expect(states[2]).toBe('whole');
        expect((await world.journal.check()).problems).toEqual([]);
        if (states[0] === 'whole') {
          expect(report).toBeUndefined();
          expect(states[1]).toBe('whole');
          return 'not begun';
        }
        expect(states.slice(0, 2)).toEqual(['gone', 'gone']);
        expect((await searchFolder(folder, texts)).traces).toEqual([]);
        if (!report) return 'over';
        expect(report).toMatchObject({ project: 'Contoso', wasResumed: true, traces: [] });
        expect(openWorld(folder).unfinished.read()).toBeUndefined();
        return 'finished at the next start';
      },
    );
    expect(found['not begun']).toBeGreaterThan(0);
    expect(found['finished at the next start']).toBeGreaterThan(20);
    // Whoever asked is told what was found, unless it ends in the very last step.
    expect(found['over']).toBeLessThan(3);
  });

  it('an import is not there, or whole', async () => {
    const source = join(root, 'source', 'data');
    mkdirSync(source, { recursive: true });
    const there = openWorld(source);
    await there.fill(all, 'new');
    await there.acts.export();
    const found = await killedEverywhere(
      'import',
      async (world) => {
        renameSync(join(root, 'source', 'export.json'), join(root, 'import', 'first', 'import.json'));
        await world.fill([contoso[0], fabrikam], 'old');
      },
      async ({ repository, secrets }) => {
        const names = repository.list().map(({ name }) => name.slice(0, 3));
        const state = names.includes('new') ? 'new' : 'old';
        expect(names).toEqual(state === 'new' ? ['new', 'new', 'new'] : ['old', 'old']);
        for (const record of repository.list()) {
          const secret = await secrets.read(`connection:${record.id}`, destinationOf('clientSecret', record));
          expect(secret).toBe(`secret${state} ${record.id}`);
        }
        expect(secrets.stateOf(`connection:${contoso[1]}`)).toBe(state === 'new' ? 'stored' : 'missing');
        return state;
      },
    );
    expect(found['old']).toBeGreaterThan(5);
    expect(found['new']).toBeGreaterThan(5);
  });

  const moves = [
    ['protect', 'key-ring', 'vault'],
    ['useKeyRing', 'vault', 'key-ring'],
    ['changePassphrase', 'the old passphrase', 'the new passphrase'],
  ] as const;
  it.each(moves)('a move of the secrets leaves one of both complete: %s', async (act, before, after) => {
    const found = await killedEverywhere(
      act,
      async (world) => {
        await world.fill(all);
        if (act !== 'protect') await world.acts.protect();
      },
      async (world) => {
        const { keptBy } = await world.secrets.state();
        let state: string = keptBy;
        if (keptBy === 'vault') {
          const opensByOld = await world.secrets.unlock(passphrase).then(
            () => true,
            () => false,
          );
          if (!opensByOld) await world.secrets.unlock(nextPassphrase);
          if (act === 'changePassphrase') state = opensByOld ? before : after;
        }
        expect(await wholenessOf(world)).toEqual(['whole', 'whole', 'whole']);
        return state;
      },
    );
    expect(Object.keys(found).toSorted()).toEqual([before, after].toSorted());
  });
});
