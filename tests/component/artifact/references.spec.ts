import { screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import { readContent } from '../../../src-main/content/reader/read-content.ts';
import { ArtifactContent } from '../../../src-renderer/features/artifact/artifact-content.svelte.ts';
import { artifactTabs } from '../../../src-renderer/features/artifact/artifact-tabs.ts';
import ReferenceTab from '../../../src-renderer/features/artifact/ReferenceTab.svelte';
import { zipOf } from '../../unit/main/content/reader/build-artifact.ts';
import { handed } from '../handed.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';

const scripts = await readContent(
  zipOf({
    'META-INF/MANIFEST.MF': 'Bundle-SymbolicName: Scripts\r\nSAP-BundleType: ScriptCollection\r\n',
    'src/main/resources/script/one.groovy': 'return 1',
  }),
);
const caller = { kind: 'IntegrationFlow', artifactId: 'Caller', name: 'Caller', use: 'uses' } as const;

describe('references of an artifact that names nothing', () => {
  test('are there on a tenant, where others may name it', () => {
    const titles = (tenant: { readonly isFlow: boolean } | undefined): readonly string[] =>
      artifactTabs(scripts, tenant).map(({ title }) => title);
    expect(titles({ isFlow: false })).toContain('References');
    expect(titles(undefined)).not.toContain('References');
  });

  test('tell who uses it, once, with all that is taken', async () => {
    const { app, ...testApp } = createTestApp({
      'artifact.open': () =>
        handed({ model: scripts, sha256: undefined, seenAt: 1, notRead: undefined, file: undefined }),
      'artifact.kept': () => [],
      'artifact.relations': () => ({
        related: [
          { ...caller, type: 'script-collection', thing: 'Scripts' },
          { ...caller, type: 'script', thing: 'one.groovy' },
          { ...caller, type: 'script', thing: 'two.groovy' },
        ],
        known: 3,
        listed: 9,
      }),
    });
    const opened: string[] = [];
    const place = {
      of: 'tenant',
      connectionId: 'c1',
      kind: 'ScriptCollection',
      artifactId: 'Scripts',
    } as const;
    const content = new ArtifactContent(app.api, place, (_kind, id) => opened.push(id));
    await content.load();
    renderWithApp(ReferenceTab, { content }, { app, ...testApp });
    const users = await screen.findByRole('list', { name: 'Used by' });
    expect(
      within(users)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent.trim()),
    ).toEqual(['Caller one.groovy, two.groovy']);
    expect(screen.getByText('It names nothing outside of itself.')).toBeTruthy();
    await userEvent.setup().click(within(users).getByRole('button', { name: 'Caller' }));
    expect(opened).toEqual(['Caller']);
  });
});
