import { beforeEach, describe, expect, it } from 'vitest';

import type { SettingsFile } from '../../../../src-main/settings/settings-file.ts';
import { politeSync } from '../../../../src-main/watch/polite-sync.ts';
import { stayInTray } from '../../../../src-main/watch/stay-in-tray.ts';
import type { NotificationToShow } from '../../../../src-main/watch/watch-deliveries.ts';
import { WatchFile } from '../../../../src-main/watch/watch-file.ts';
import { WatchService } from '../../../../src-main/watch/watch-service.ts';
import { hour, minute } from '../../../../src-shared/durations.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { SavedQuery } from '../../../../src-shared/model/queries.ts';
import { usualRules, usualSettings, type Watch } from '../../../../src-shared/model/watch.ts';
import { connection } from '../content/content-world.ts';
import { type FakeMessage, serveMessages } from '../messages/fake-messages.ts';
import { type MessageWorld, messageWorld, never, start } from '../messages/message-world.ts';
import { unexpectedFault } from '../unexpected-fault.ts';

const connectionId = connection.id;
const query: SavedQuery = {
  id: 'q1',
  name: 'Orders',
  filter: { range: { kind: 'last', minutes: 60 }, statuses: [], flows: ['Orders'] },
  connectionIds: [connectionId],
  isPinned: true,
};
const watch: Watch = { queryId: 'q1', isOn: true, rules: usualRules };

let world: MessageWorld;
let messages: FakeMessage[];
let file: SettingsFile;
let shown: NotificationToShow[];
let opened: unknown[];
let timers: { call: () => void; ms: number }[];
let service: WatchService;
let isOpen: boolean;
let canNotify: boolean;
let noticed: () => void;

function memoryFile(): SettingsFile {
  let content: Readonly<Record<string, unknown>> = {};
  // Through JSON, as a file does it.
  return { read: () => content, write: (value) => (content = JSON.parse(JSON.stringify(value)) as never) };
}

function create(): WatchService {
  const { tenant, library, jobs, service: list } = world;
  return new WatchService({
    file: new WatchFile(file),
    queries: () => [query],
    sessions: {
      get: () =>
        isOpen
          ? Promise.resolve({ connection, client: tenant, library })
          : Promise.reject(new AppError('secrets.locked', 'locked')),
    },
    sync: (session, range, signal) => politeSync(jobs, list, session, range, signal),
    canNotify: () => canNotify,
    hasTray: () => Promise.resolve(false),
    notify: (notification) => shown.push(notification),
    opened: (event) => opened.push(event),
    changed: () => undefined,
    failed: (fault) => unexpectedFault('watching', fault),
    later: (call, ms) => {
      const timer = { call, ms };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    newId: () => {
      noticed();
      return `e${Math.random()}`;
    },
    timeZone: 'UTC',
    now: () => start,
  });
}

beforeEach(async () => {
  world = await messageWorld();
  messages = [];
  shown = [];
  opened = [];
  timers = [];
  isOpen = true;
  canNotify = true;
  noticed = () => undefined;
  file = memoryFile();
  serveMessages(world.tenant, messages, () => start);
  service = create();
});

let count = 0;
function arrive(ago: number, status = 'COMPLETED'): void {
  messages.push({ guid: `W${++count}`, start: start - ago, status });
}

describe('watching a query', () => {
  it('says the first failure, opens the query on a click, and stands in the history', async () => {
    service.save(watch);
    arrive(10 * minute);
    await service.look();
    expect(shown).toEqual([]);
    arrive(1 * minute, 'FAILED');
    await service.look();
    expect(shown).toMatchObject([{ title: 'Orders', body: 'First failed message after 1 day without' }]);
    shown[0]?.clicked();
    expect(opened).toMatchObject([{ queryId: 'q1', connectionId }]);
    await service.look();
    expect(shown).toHaveLength(1);
    expect(await service.history()).toMatchObject([
      { queryName: 'Orders', connectionId, kind: 'first-failure', shown: 'alone' },
    ]);
  });

  it('remembers over a restart what it said', async () => {
    service.save(watch);
    await service.look();
    arrive(1 * minute, 'FAILED');
    await service.look();
    service = create();
    await service.look();
    expect(shown).toHaveLength(1);
  });

  it('makes one notification of a flood', async () => {
    service.save({
      ...watch,
      rules: [
        { kind: 'first-failure', calmMinutes: 60 },
        { kind: 'more-than', count: 20, minutes: 15 },
      ],
    });
    await service.look();
    for (let index = 0; index < 60; index += 1) arrive(index * 1_000, 'FAILED');
    await service.look();
    expect(shown.map(({ title }) => title)).toEqual(['2 things were noticed']);
  });

  it('says after a restart what waited for its turn when the app ended', async () => {
    service.save({
      ...watch,
      rules: [
        { kind: 'first-failure', calmMinutes: 60 },
        { kind: 'more-than', count: 3, minutes: 15 },
      ],
    });
    await service.look();
    arrive(30_000, 'FAILED');
    await service.look();
    expect(shown).toHaveLength(1);
    for (let index = 0; index < 4; index += 1) arrive(20_000 - index, 'COMPLETED');
    await service.look();
    expect(shown).toHaveLength(1);
    const noted = async () =>
      (await service.history()).map((event) => `${event.kind} ${event.shown}`).toSorted();
    expect(await noted()).toEqual(['first-failure alone', 'more-than waiting']);
    service.stop();
    service = create();
    await service.look();
    expect(shown).toHaveLength(2);
    expect(shown[1]?.body).toBe('5 messages within 15 minutes');
    expect(await noted()).toEqual(['first-failure alone', 'more-than alone']);
    await service.look();
    expect(shown).toHaveLength(2);
  });

  it('tells what all watches ask of their tenants in an hour', async () => {
    expect((await service.state()).perHour).toBe(0);
    service.save(watch);
    expect((await service.state()).perHour).toBe(24);
  });

  it('says that nothing was shown where the system shows no notifications', async () => {
    service.save(watch);
    await service.look();
    canNotify = false;
    arrive(1 * minute, 'FAILED');
    await service.look();
    expect(shown).toEqual([]);
    expect(await service.history()).toMatchObject([{ shown: 'unsupported' }]);
    canNotify = true;
    await service.look();
    expect(shown).toEqual([]);
  });

  it('is silent in a pause, and writes down what it noticed', async () => {
    service.save(watch);
    await service.look();
    service.pause({ minutes: 60 });
    expect((await service.state()).pausedUntil).toBe(start + hour);
    arrive(1 * minute, 'FAILED');
    await service.look();
    expect(shown).toEqual([]);
    expect(await service.history()).toMatchObject([{ shown: 'quiet' }]);
    service.pause({ minutes: 0 });
    expect((await service.state()).pausedUntil).toBeUndefined();
  });

  it('looks at nothing that is switched off, and tells when the next look is', async () => {
    service.save({ ...watch, isOn: false });
    await service.look();
    expect(world.tenant.requests).toEqual([]);
    service.writeSettings({ ...usualSettings, everyMinutes: 15 });
    expect(timers.at(-1)?.ms).toBe(15 * minute);
  });

  it('says why a tenant could not be asked, and goes on with the next look', async () => {
    service.save(watch);
    world.tenant.before = () => {
      throw new AppError('network.offline', 'offline');
    };
    await service.look();
    expect((await service.state()).looks).toMatchObject([
      { connectionId, error: { code: 'network.offline' } },
    ]);
    world.tenant.before = () => undefined;
    await service.look();
    expect((await service.state()).looks).toMatchObject([{ connectionId, error: undefined }]);
  });

  it('asks as little as it says', async () => {
    service.save(watch);
    arrive(10 * minute);
    await service.look();
    const cost = await service.cost({ queryId: 'q1' }, never);
    expect(cost).toEqual([{ connectionId, perHour: 25, alreadyPerHour: 0 }]);
    const asked = world.tenant.requests.length;
    for (let index = 0; index < 12; index += 1) await service.look();
    expect(world.tenant.requests.length - asked).toBeLessThanOrEqual(25);
  });

  it('leaves a sync alone that a person started', async () => {
    service.save(watch);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    world.tenant.before = () => held;
    const { jobId } = await world.service.sync({ connectionId, range: { kind: 'last', minutes: 43_200 } });
    const looking = service.look();
    await expect.poll(() => world.tenant.requests.length).toBeGreaterThan(0);
    release();
    await looking;
    expect(await world.jobs.ended(jobId ?? '')).toMatchObject({ state: 'done' });
  });

  it('says what it noticed though the library closed meanwhile, and keeps it when that opens again', async () => {
    service.save(watch);
    await service.look();
    arrive(1 * minute, 'FAILED');
    noticed = () => {
      isOpen = false;
    };
    await service.look();
    expect(shown).toHaveLength(1);
    isOpen = true;
    expect(await service.history()).toMatchObject([{ kind: 'first-failure', shown: 'waiting' }]);
    await service.look();
    expect(await service.history()).toMatchObject([{ kind: 'first-failure', shown: 'alone' }]);
    expect(shown).toHaveLength(1);
  });

  it('forgets what waits to be said of a tenant that is gone, and when it was looked at', async () => {
    service.save({ ...watch, rules: [{ kind: 'first-failure', calmMinutes: 0 }] });
    await service.look();
    arrive(1 * minute, 'FAILED');
    await service.look();
    arrive(30_000, 'FAILED');
    await service.look();
    const said = shown.length;
    service.forget([connectionId]);
    expect((await service.state()).looks).toEqual([]);
    isOpen = false;
    await service.look();
    expect(shown).toHaveLength(said);
  });

  it('forgets what it remembers of a tenant that is gone', async () => {
    service.save(watch);
    await service.look();
    expect(JSON.stringify(file.read())).toContain(connectionId);
    service.forget([connectionId]);
    expect(JSON.stringify(file.read())).not.toContain(connectionId);
  });
});

describe('closing the last window', () => {
  function world2(stays: boolean) {
    const listeners = new Map<string, (event: { preventDefault: () => void }) => void>();
    const closing: ((event: { preventDefault: () => void }) => void)[] = [];
    const window = (isVisible: boolean) => ({
      hidden: 0,
      isVisible: () => isVisible,
      hide() {
        this.hidden += 1;
      },
      on: (_event: 'close', listener: (event: { preventDefault: () => void }) => void) =>
        closing.push(listener),
    });
    const windows = [window(true), window(false)];
    const app = { on: (event: string, listener: never) => listeners.set(event, listener) };
    stayInTray(
      app,
      () => windows,
      () => stays,
    );
    let prevented = 0;
    const close = (index: number): void => closing[index]?.({ preventDefault: () => (prevented += 1) });
    return {
      windows,
      close,
      quit: () => listeners.get('before-quit')?.({ preventDefault: () => undefined }),
      prevented: () => prevented,
    };
  }

  it('hides it where the person wants that', () => {
    const { windows, close, prevented } = world2(true);
    close(0);
    expect([prevented(), windows[0]?.hidden]).toEqual([1, 1]);
  });

  it('closes it otherwise, and always on quitting', () => {
    const other = world2(false);
    other.close(0);
    expect(other.prevented()).toBe(0);
    const quitting = world2(true);
    quitting.quit();
    quitting.close(0);
    expect(quitting.prevented()).toBe(0);
  });
});
