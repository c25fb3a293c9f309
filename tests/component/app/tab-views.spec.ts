// The window loads these when they are asked for; compiling them here takes no time from the tests that wait for them.
import '../../../src-renderer/views/FilesView.svelte';

import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import { readContent } from '../../../src-main/content/reader/read-content.ts';
import TabViews from '../../../src-renderer/app/TabViews.svelte';
import { fileTab } from '../../../src-renderer/lib/targets/file-targets.ts';
import type { OpenedContent } from '../../../src-shared/model/artifact.ts';
import { flowManifest, zipOf } from '../../unit/main/content/reader/build-artifact.ts';
import { handed } from '../handed.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';

const file = { token: crypto.randomUUID(), name: 'orders.zip', path: '/home/me/orders.zip', openedAt: 1 };

test('a view stays the same one when its tab learns a better title', async () => {
  const model = await readContent(zipOf({ 'META-INF/MANIFEST.MF': flowManifest('Orders') }));
  const opened: OpenedContent = { model, sha256: undefined, seenAt: 1, notRead: undefined, file };
  const { app, main } = createTestApp({ 'artifact.open': () => handed(opened) });
  app.tabs.open(fileTab(file));
  renderWithApp(TabViews, { pane: 'main' }, { app, main });
  await screen.findByRole('heading', { name: model.name });
  await screen.findByRole('tabpanel', { name: model.name });
  expect(app.tabs.front?.title).toBe(model.name);
  expect(main.inputs('artifact.open')).toHaveLength(1);
});
