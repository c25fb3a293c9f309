import { fireEvent, screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import RuntimeView from '../../../src-renderer/views/RuntimeView.svelte';
import type { RuntimeRow } from '../../../src-shared/model/runtime.ts';
import { createTestApp, renderWithApp, type TestApp } from '../render-with-app.ts';
import { sampleArtifact } from '../samples.ts';

const orders: RuntimeRow = {
  id: 'Orders',
  name: 'Receive orders',
  type: 'INTEGRATION_FLOW',
  version: '1.0.2',
  status: 'STARTED',
  deployedBy: 'kim',
  deployedAt: Date.UTC(2026, 10, 20),
  packageId: 'Sales',
  packageName: 'Sales',
  hasDesignTime: true,
  errorText: undefined,
};
const old: RuntimeRow = {
  ...orders,
  id: 'Old',
  name: 'Old orders',
  packageId: undefined,
  hasDesignTime: false,
};

function show(webUiUrl: string | undefined): TestApp {
  const rows = [orders, old];
  const testApp = createTestApp({
    'runtime.artifacts': ({ offset }) => ({ rows, offset, total: rows.length }),
    'runtime.counts': () => ({ all: 2, started: 2, error: 0, other: 0, 'without-design-time': 1 }),
    'runtime.state': () => ({ syncedAt: Date.now(), syncing: false, error: undefined }),
    'content.artifact': () => ({
      row: sampleArtifact(1),
      description: '',
      sender: '',
      receiver: '',
      createdBy: undefined,
      createdAt: undefined,
      packageMode: 'EDIT_ALLOWED',
      configurations: undefined,
      endpoints: [],
      runtimeErrors: undefined,
      webUiUrl,
    }),
  });
  renderWithApp(RuntimeView, { connectionId: 'c1', target: { connectionId: 'c1' } }, testApp);
  return testApp;
}

/** What the menu of a row offers, by its words. */
async function actionsOf({ app }: TestApp, name: string): Promise<ReadonlyMap<string, () => void>> {
  const table = screen.getByRole('grid', { name: 'Deployed artifacts' });
  await fireEvent.contextMenu(await within(table).findByText(name));
  return new Map(app.menu.shown?.items.map(({ text, run }) => [text, run]));
}

describe('deployed artifacts', () => {
  test('lead to the page of their counterpart in the web UI', async () => {
    const testApp = show('https://contoso.integrationsuite.example/shell/design/x');
    (await actionsOf(testApp, 'Receive orders')).get('Open in web UI')?.();
    await expect.poll(() => testApp.main.inputs('app.openLink')).toHaveLength(1);
    expect(testApp.main.inputs('content.artifact')).toEqual([
      { connectionId: 'c1', kind: 'IntegrationFlow', artifactId: 'Orders' },
    ]);
  });

  test('say so where the address is not known, and offer nothing without a counterpart', async () => {
    const testApp = show(undefined);
    (await actionsOf(testApp, 'Receive orders')).get('Open in web UI')?.();
    const said = (): readonly (string | undefined)[] => testApp.app.notices.toasts.map(({ text }) => text);
    await expect.poll(said).toEqual([expect.stringContaining('The address of the web UI is not known')]);
    const offered = [...(await actionsOf(testApp, 'Old orders')).keys()];
    expect(offered).toContain('Copy artifact id');
    expect(offered).not.toContain('Open in web UI');
  });
});
