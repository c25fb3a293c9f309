import { beforeEach, describe, expect, test, vi } from 'vitest';

import { artifactTab, homeTab } from '../../../src-renderer/lib/targets/targets.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { Layout } from '../../../src-shared/model/preferences.ts';
import { createTestApp, type TestApp } from '../render-with-app.ts';

let testApp: TestApp;

beforeEach(() => {
  vi.useFakeTimers();
  testApp = createTestApp({
    'connections.open': () => {
      throw new Error('not needed here');
    },
  });
  testApp.app.active.id = 'one';
  return () => vi.useRealTimers();
});

const titles = (): string[] => testApp.app.tabs.visible.map(({ title }) => title);

describe('tabs', () => {
  test('open beside the front one and never twice', () => {
    const { tabs } = testApp.app;
    tabs.open(homeTab('one'));
    tabs.open(artifactTab('one', 'IntegrationFlow', 'a', 'A'));
    tabs.activate(tabs.all[0]?.id ?? '');
    tabs.open(artifactTab('one', 'IntegrationFlow', 'b', 'B'));
    tabs.open(artifactTab('one', 'IntegrationFlow', 'a', 'A, renamed'));
    expect(titles()).toEqual(['Content', 'B', 'A, renamed']);
    expect(tabs.front?.title).toBe('A, renamed');
  });

  test('show those of the connection in front, each with its own front tab', () => {
    const { tabs, active } = testApp.app;
    tabs.open({ area: 'connections', title: 'Connections', target: {} });
    tabs.open(artifactTab('one', 'IntegrationFlow', 'a', 'A'));
    active.id = 'two';
    tabs.open(homeTab('two'));
    expect(titles()).toEqual(['Connections', 'Content']);
    active.id = 'one';
    expect(titles()).toEqual(['Connections', 'A']);
    expect(tabs.front?.title).toBe('A');
  });

  test('hand the front to the neighbour when closed', () => {
    const { tabs } = testApp.app;
    for (const id of ['a', 'b', 'c']) tabs.open(artifactTab('one', 'IntegrationFlow', id, id));
    tabs.activate(tabs.all[1]?.id ?? '');
    tabs.close(tabs.front?.id ?? '');
    expect(tabs.front?.title).toBe('c');
    tabs.close(tabs.front?.id ?? '');
    expect(tabs.front?.title).toBe('a');
    tabs.close(tabs.front?.id ?? '');
    expect(tabs.front).toBeUndefined();
  });

  test('of a hundred drop the oldest that is not in front', () => {
    const { tabs } = testApp.app;
    for (let n = 0; n < 100; n += 1) tabs.open(artifactTab('one', 'IntegrationFlow', `${n}`, `${n}`));
    tabs.activate(tabs.all.find(({ title }) => title === '0')?.id ?? '');
    tabs.open(artifactTab('one', 'IntegrationFlow', 'new', 'new'));
    expect(tabs.front?.title).toBe('new');
    expect(titles()).toHaveLength(100);
    expect(titles().slice(0, 3)).toEqual(['0', 'new', '2']);
  });

  test('step around the ends', () => {
    const { tabs } = testApp.app;
    for (const id of ['a', 'b', 'c']) tabs.open(artifactTab('one', 'IntegrationFlow', id, id));
    tabs.step(1);
    expect(tabs.front?.title).toBe('a');
    tabs.step(-1);
    expect(tabs.front?.title).toBe('c');
  });

  test('are written once for a burst and restored after a restart', async () => {
    const { app, main } = testApp;
    for (const id of ['a', 'b']) app.tabs.open(artifactTab('one', 'IntegrationFlow', id, id));
    expect(main.inputs('app.writeLayout')).toEqual([]);
    vi.advanceTimersByTime(1_000);
    const written = main.inputs('app.writeLayout');
    expect(written).toHaveLength(1);

    const layout = written[0] as Layout;
    const next = createTestApp({ 'app.readLayout': () => layout });
    next.app.active.id = 'one';
    next.app.tabs.restore(await next.app.layout.load(), ({ title }) => title !== 'a');
    expect(next.app.tabs.visible.map(({ title }) => title)).toEqual(['b']);
    expect(next.app.tabs.front?.title).toBe('b');
  });
});

describe('the layout', () => {
  test('takes what another version wrote as never set', async () => {
    const { app } = createTestApp({
      'app.readLayout': () => ({
        tabs: [],
        panes: { 'table.x': '[1', 'split.y': 'wide', 'table.z': '{"a":1,"b":"2"}' },
      }),
    });
    await app.layout.load();
    expect(app.layout.record('table.x')).toEqual({});
    expect(app.layout.record('table.z')).toEqual({ b: '2' });
    expect(app.layout.number('split.y', 340)).toBe(340);
  });

  test('says once that the disk is full, and takes it back when it has room again', async () => {
    const { app, main } = testApp;
    const write = async (width: number): Promise<void> => {
      app.layout.set('split.y', width);
      await vi.runAllTimersAsync();
    };
    main.answer({
      'app.writeLayout': () => {
        throw new AppError('disk.full', 'No room.', { file: 'layout.json' });
      },
    });
    await write(300);
    await write(310);
    expect(app.notices.toasts.map(({ error }) => error?.code)).toEqual(['disk.full']);
    app.notices.fail(new AppError('network.offline', 'x'));
    main.answer({ 'app.writeLayout': () => undefined });
    await write(320);
    expect(app.notices.toasts.map(({ error }) => error?.code)).toEqual(['network.offline']);
  });

  test('leaves what others failed with where it did not fail itself', async () => {
    const { app } = testApp;
    app.notices.fail(new AppError('disk.full', 'x'));
    app.layout.set('split.y', 300);
    await vi.runAllTimersAsync();
    expect(app.notices.toasts.map(({ error }) => error?.code)).toEqual(['disk.full']);
  });
});
