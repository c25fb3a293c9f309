import { beforeEach, describe, expect, test } from 'vitest';

import {
  enterBeside,
  enterConnection,
  moveAcross,
} from '../../../src-renderer/lib/state/enter-connection.ts';
import type { PaneName } from '../../../src-renderer/lib/state/panes.svelte.ts';
import { artifactTab, connectionsTab, homeTab } from '../../../src-renderer/lib/targets/targets.ts';
import type { Layout } from '../../../src-shared/model/preferences.ts';
import { createTestApp, type TestApp } from '../render-with-app.ts';
import { sampleActivity, sampleConnection } from '../samples.ts';

let testApp: TestApp;

beforeEach(async () => {
  testApp = createTestApp({
    'connections.list': () => ['one', 'two', 'three'].map((id) => sampleConnection({ id, name: id })),
    'connections.open': ({ connectionId }) => sampleConnection({ id: connectionId }),
    'connections.activity': ({ connectionId }) => sampleActivity({ connectionId }),
  });
  await testApp.app.connections.list.load();
  enterConnection(testApp.app, 'one');
});

const titles = (pane: PaneName): string[] => testApp.app.tabs.of(pane).map(({ title }) => title);

describe('two panes', () => {
  test('show a tenant each; what the window names follows the focus', async () => {
    const { app, main } = testApp;
    enterBeside(app, 'two');
    expect(app.tabs.isSplit).toBe(true);
    expect([app.panes.connectionOf('main'), app.panes.connectionOf('side')]).toEqual(['one', 'two']);
    expect(app.active.summary?.name).toBe('two');
    await expect.poll(() => app.active.activity?.connectionId).toBe('two');

    app.tabs.focus('main');
    expect(app.active.summary?.name).toBe('one');
    expect(app.active.activity?.connectionId).toBe('one');
    expect(main.inputs('connections.open')).toEqual([{ connectionId: 'one' }, { connectionId: 'two' }]);
  });

  test('open tabs where the focus is', () => {
    const { app } = testApp;
    enterBeside(app, 'two');
    app.tabs.open(artifactTab('two', 'IntegrationFlow', 'b', 'B'));
    app.tabs.focus('main');
    app.tabs.open(artifactTab('one', 'IntegrationFlow', 'a', 'A'));
    expect(titles('main')).toEqual(['Content', 'A']);
    expect(titles('side')).toEqual(['Content', 'B']);
    expect(app.tabs.frontOf('side')?.title).toBe('B');
  });

  test('keep a tab once: opening it again goes to the side where it is', () => {
    const { app } = testApp;
    app.tabs.open(artifactTab('one', 'IntegrationFlow', 'a', 'A'));
    moveAcross(app, app.tabs.front?.id ?? '');
    expect([titles('main'), titles('side')]).toEqual([['Content'], ['A']]);
    app.tabs.focus('main');
    app.tabs.open(artifactTab('one', 'IntegrationFlow', 'a', 'A'));
    expect(app.panes.focused).toBe('side');
    expect(app.tabs.all).toHaveLength(2);
  });

  test('bring over a tab that its own side does not show now', () => {
    const { app } = testApp;
    enterBeside(app, 'two');
    enterConnection(app, 'three');
    expect(app.panes.connectionOf('side')).toBe('three');
    app.tabs.focus('main');
    app.tabs.open(homeTab('two'));
    expect(app.tabs.all.find(({ target }) => target['connectionId'] === 'two')?.pane).toBeUndefined();
  });

  test('leave the list of connections behind when the only tab moves', () => {
    const { app } = testApp;
    moveAcross(app, app.tabs.front?.id ?? '');
    expect([titles('main'), titles('side')]).toEqual([['Connections'], ['Content']]);
    expect(app.panes.connectionOf('side')).toBe('one');
  });

  test('cannot be made of the list of connections alone', () => {
    const { app } = testApp;
    app.tabs.close(app.tabs.front?.id ?? '');
    app.tabs.open(connectionsTab);
    moveAcross(app, app.tabs.front?.id ?? '');
    expect(app.tabs.isSplit).toBe(false);
    expect(titles('main')).toEqual(['Connections']);
  });

  test('are one again when either has no tab left, with what the other showed', () => {
    const { app } = testApp;
    enterBeside(app, 'two');
    app.tabs.close(app.tabs.of('main')[0]?.id ?? '');
    expect(app.tabs.isSplit).toBe(false);
    expect(app.panes.connectionOf('main')).toBe('two');
    expect(app.active.id).toBe('two');
  });

  test('join with the focused tab in front', () => {
    const { app } = testApp;
    enterBeside(app, 'two');
    app.tabs.join();
    expect(app.tabs.isSplit).toBe(false);
    expect(app.tabs.front).toMatchObject({ title: 'Content', target: { connectionId: 'two' } });
    enterConnection(app, 'one');
    expect(titles('main')).toEqual(['Content']);
  });

  test('go to the side that has a connection open already', () => {
    const { app } = testApp;
    enterBeside(app, 'two');
    app.tabs.focus('main');
    enterConnection(app, 'two');
    expect(app.panes.focused).toBe('side');
    expect(app.panes.connectionOf('main')).toBe('one');
  });

  test('are there again after a restart', async () => {
    const { app, main } = testApp;
    enterBeside(app, 'two');
    app.layout.flush();
    const layout = main.inputs('app.writeLayout').at(-1) as Layout;
    expect(layout.connectionId).toBe('one');

    const next = createTestApp({ 'app.readLayout': () => layout });
    next.app.tabs.restore(await next.app.layout.load(), () => true);
    expect(next.app.tabs.restoredSplit()).toEqual({ connectionId: 'two', isFocused: true });
    expect(next.app.tabs.all.map(({ pane }) => pane)).toEqual([undefined, 'side']);
  });

  test('end when the connection of one is removed', () => {
    const { app } = testApp;
    enterBeside(app, 'two');
    app.active.select(undefined, 'side');
    app.tabs.keepOnly(({ target }) => target['connectionId'] !== 'two');
    expect(app.tabs.isSplit).toBe(false);
    expect(app.active.id).toBe('one');
  });
});
