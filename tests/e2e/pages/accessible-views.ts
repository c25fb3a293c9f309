import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { accessKinds } from '../../../src-shared/model/access.ts';
import type { Theme } from '../../../src-shared/model/preferences.ts';
import { expect, test } from '../fixtures/demo-window.ts';
import { ConnectionsPage } from './connections-page.ts';
import { ContentPage } from './content-page.ts';
import type { Walk } from './walk.ts';

const otherThemes: readonly Theme[] = ['dark', 'contrast'];
/** Themes set colours alone: what else axe looks at is the same in each of them. The long tests take nothing for granted. */
export const colourRules = ['color-contrast', 'link-in-text-block'];
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function findings(page: Page, only?: readonly string[]): Promise<readonly string[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  // Electron opens no second page, which axe would otherwise use to gather its results.
  // Only what is wrong is told in full: telling what is right takes longer than looking.
  const axe = new AxeBuilder({ page, ...(isThere ? { axeSource: 'undefined' } : {}) })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] });
  const { violations } = await (only ? axe.withRules([...only]) : axe.withTags(rules)).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** Tests of WCAG 2.2 AA by axe, view by view, in every theme: `everywhere` with every rule in each of them. */
export function viewsAreAccessible({ everywhere }: { readonly everywhere: boolean }): void {
  const inOtherThemes = everywhere ? undefined : colourRules;

  async function isAccessible(walk: Walk, view: string): Promise<void> {
    await walk.theme('light');
    expect(await findings(walk.page), `${view}, light`).toEqual([]);
    for (const theme of otherThemes) {
      await walk.theme(theme);
      expect(await findings(walk.page, inOtherThemes), `${view}, ${theme}`).toEqual([]);
    }
  }

  test('first screen, form, connections', async ({ shared: { walk, window: page } }) => {
    await isAccessible(walk, 'first screen');
    await page.getByRole('button', { name: /Enter four fields/ }).click();
    await isAccessible(walk, 'form');
    await new ConnectionsPage(page).leave();
  });

  test('the form of every kind of access, filled wrongly', async ({ shared }) => {
    const { walk, window: page } = shared;
    await page.getByRole('button', { name: /Enter four fields/ }).click();
    await page.getByText('Proxy, certificates, second key').click();
    await page.getByLabel('Proxy', { exact: true }).selectOption('explicit');
    await page.getByLabel('User of the proxy').fill('anna');
    await page.getByLabel('Password of the proxy').fill('wrong');
    await page.getByLabel('Runtime location id').fill('plant');
    await page.getByRole('button', { name: 'Add this cell' }).click();
    await page.getByLabel('Tenant hostname').fill('acme.integrationsuite.cfapps.eu10.hana.ondemand.com');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const kind = page.getByLabel('Kind of access');
    for (const theme of ['light', ...otherThemes] as const) {
      await walk.theme(theme);
      // What every kind is made of stands in any two of them, in the same colours.
      const shown = everywhere || theme === 'light' ? accessKinds : accessKinds.slice(0, 2);
      for (const access of shown) {
        await kind.selectOption(access);
        const found = await findings(page, theme === 'light' ? undefined : inOtherThemes);
        expect(found, `${access}, ${theme}`).toEqual([]);
      }
    }
    await new ConnectionsPage(page).leave();
  });

  test('what a key may do, choosing roles, the guide', async ({ shared }) => {
    const { walk, window: page } = shared;
    await page.getByRole('button', { name: /How to get a service key/ }).click();
    await expect(page.getByRole('heading', { name: 'Before you begin' })).toBeVisible();
    await isAccessible(walk, 'guide');
    await page.getByRole('button', { name: 'Choose roles' }).click();
    await expect(page.getByRole('radio', { name: 'Explorer' })).toBeChecked();
    await isAccessible(walk, 'roles');
    await page.getByRole('tab', { name: /^Connections/ }).click();
    await shared.explored();
    await page.keyboard.press('Control+K');
    await page.keyboard.type('What may the key');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Check now' }).first().click();
    await expect(page.getByRole('row', { name: /^Messages .*Allowed/ })).toBeVisible();
    await isAccessible(walk, 'permissions');
  });

  test('content, packages, artifacts, palette, shortcuts', async ({ shared }) => {
    const { walk, window: page } = shared;
    await shared.explored();
    await walk.inspect(walk.row('Artifacts', /Other version/));
    await isAccessible(walk, 'content with inspector');
    await walk.open(walk.row('Artifacts', /Started/));
    await isAccessible(walk, 'artifact');
    await page
      .getByRole('link', { name: /^Nordwind/ })
      .or(page.getByRole('button', { name: /^Nordwind/ }))
      .first()
      .click();
    await walk.isQuiet();
    await isAccessible(walk, 'package');
    await walk.area('Connections');
    await page.getByRole('treeitem', { name: /Demo tenant/ }).click();
    await isAccessible(walk, 'connections');
    await page.keyboard.press('Control+K');
    await page.keyboard.type('order');
    await expect(page.getByRole('listbox', { name: 'Results' }).getByRole('option').first()).toBeVisible();
    expect(await findings(page), 'palette').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    expect(await findings(page), 'shortcuts').toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('runtime and messages', async ({ shared }) => {
    const { walk, window: page } = shared;
    await shared.explored();
    await walk.area('Runtime');
    await walk.inspect(walk.row('Deployed artifacts', /Error/));
    await isAccessible(walk, 'runtime with inspector');
    await walk.open(walk.row('Deployed artifacts', /Error/));
    await isAccessible(walk, 'deployed artifact');
    await walk.area('Messages');
    await page.getByRole('button', { name: /^Time range/ }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Last 7 days' }).click();
    await walk.isQuiet();
    await page.getByRole('button', { name: 'Over time', exact: true }).click();
    await page.getByRole('menuitemcheckbox', { name: 'By integration flow' }).click();
    await page.getByRole('button', { name: 'Queries', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Save query…' }).click();
    await page.getByRole('dialog', { name: 'Save query' }).getByLabel('Name').fill('Everything');
    expect(await findings(page), 'saving a query').toEqual([]);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Queries' })).toBeVisible();
    await page.getByRole('button', { name: /^Failed/ }).click();
    await walk.inspect(walk.row('Messages', /Failed/));
    await isAccessible(walk, 'messages with queries, bars and inspector');
    await walk.open(walk.row('Messages', /Failed/));
    await isAccessible(walk, 'message');
  });

  test('write-enabling and the journal', async ({ shared }) => {
    const { walk, window: page } = shared;
    await shared.explored();
    await walk.area('Journal');
    await isAccessible(walk, 'empty journal');
    await page.getByRole('button', { name: /^Read-only\./ }).click();
    expect(await findings(page), 'write-enabling').toEqual([]);
    await page.getByLabel('Reason').fill('Ticket 17');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Write-enabled, / })).toBeVisible();
    await isAccessible(walk, 'journal');
  });

  // Nine views in three themes take minutes: by every rule they are looked at anyway.
  if (!everywhere) return;

  test('parts of an artifact, comparison, downloads', async ({ shared }) => {
    const { walk, window: page } = shared;
    await shared.explored();
    await walk.area('Content');
    const content = new ContentPage(page);
    await content.filter.fill('Order Change');
    await walk.open(content.row('Order Change'));
    const parts = page.getByRole('tablist', { name: 'Parts of the artifact' }).filter({ visible: true });
    for (const part of ['Diagram', 'Steps', 'Resources', 'Parameters', 'References', 'Runtime']) {
      await parts.getByRole('tab', { name: new RegExp(`^${part}`) }).click();
      await walk.isQuiet();
      await isAccessible(walk, part);
    }
    const compare = page.getByRole('button', { name: 'Compare', exact: true }).filter({ visible: true });
    await compare.click();
    await expect(page.getByRole('group', { name: 'After' })).toBeVisible();
    await isAccessible(walk, 'choice of a comparison');
    await compare.click();
    await expect(page.getByRole('tablist', { name: 'Parts of the comparison' })).toBeVisible();
    await isAccessible(walk, 'comparison');
    await walk.area('Content');
    await content.filter.fill('');
    await page.getByRole('button', { name: /^Tenant / }).click();
    await page.getByRole('button', { name: /^Download all content/ }).click();
    const dialog = page.getByRole('dialog', { name: /^Download all content/ });
    await expect(dialog.getByRole('table')).toContainText(/holds a draft/);
    expect(await findings(page), 'what a download would do').toEqual([]);
    await dialog.getByRole('button', { name: 'Download', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'All content' })).toBeVisible();
    await isAccessible(walk, 'downloads');
  });
}
