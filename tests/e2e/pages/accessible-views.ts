import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { accessKinds } from '../../../src-shared/model/access.ts';
import type { Theme } from '../../../src-shared/model/preferences.ts';
import { expect, test } from '../fixtures/test.ts';
import { Walk } from './walk.ts';

const otherThemes: readonly Theme[] = ['dark', 'contrast'];
/** Themes set colours alone: what else axe looks at is the same in each of them. The long tests take nothing for granted. */
export const colourRules = ['color-contrast', 'link-in-text-block'];
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function findings(page: Page, only?: readonly string[]): Promise<readonly string[]> {
  // Electron opens no second page, which axe would otherwise use to gather its results.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
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

  test('first screen, form, connections', async ({ running }) => {
    const walk = new Walk(running);
    await isAccessible(walk, 'first screen');
    await walk.page.getByRole('button', { name: /Enter four fields/ }).click();
    await isAccessible(walk, 'form');
    await walk.page.keyboard.press('Escape');
  });

  test('the form of every kind of access, filled wrongly', async ({ running }) => {
    const walk = new Walk(running);
    const { page } = walk;
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
  });

  test('content, packages, artifacts, palette, shortcuts', async ({ running }) => {
    const walk = new Walk(running);
    const { page } = walk;
    await walk.exploreDemo();
    await walk.inspect(walk.row('Artifacts', /Other version/));
    await isAccessible(walk, 'content with inspector');
    await walk.open(walk.row('Artifacts', /Started/));
    await isAccessible(walk, 'artifact');
    await walk.page
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
  });

  test('what a key may do, choosing roles, the guide', async ({ running }) => {
    const walk = new Walk(running);
    const { page } = walk;
    await page.getByRole('button', { name: /How to get a service key/ }).click();
    await expect(page.getByRole('heading', { name: 'Before you begin' })).toBeVisible();
    await isAccessible(walk, 'guide');
    await page.getByRole('button', { name: 'Choose roles' }).click();
    await expect(page.getByRole('radio', { name: 'Explorer' })).toBeChecked();
    await isAccessible(walk, 'roles');
    await page.getByRole('tab', { name: /^Connections/ }).click();
    await walk.exploreDemo();
    await page.keyboard.press('Control+K');
    await page.keyboard.type('What may the key');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Check now' }).first().click();
    await expect(page.getByRole('row', { name: /^Messages .*Allowed/ })).toBeVisible();
    await isAccessible(walk, 'permissions');
  });

  test('runtime and messages', async ({ running }) => {
    const walk = new Walk(running);
    const { page } = walk;
    await walk.exploreDemo();
    await walk.area('Runtime');
    await walk.inspect(walk.row('Deployed artifacts', /Error/));
    await isAccessible(walk, 'runtime with inspector');
    await walk.open(walk.row('Deployed artifacts', /Error/));
    await isAccessible(walk, 'deployed artifact');
    await walk.area('Messages');
    await page.getByRole('button', { name: /^Time range/ }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Last 7 days' }).click();
    await walk.isQuiet();
    await page.getByRole('button', { name: /^Failed/ }).click();
    await walk.inspect(walk.row('Messages', /Failed/));
    await isAccessible(walk, 'messages with inspector');
    await walk.open(walk.row('Messages', /Failed/));
    await isAccessible(walk, 'message');
  });

  test('write-enabling and the journal', async ({ running }) => {
    const walk = new Walk(running);
    const { page } = walk;
    await walk.exploreDemo();
    await walk.area('Journal');
    await isAccessible(walk, 'empty journal');
    await page.getByRole('button', { name: /^Read-only\./ }).click();
    expect(await findings(page), 'write-enabling').toEqual([]);
    await page.getByLabel('Reason').fill('Ticket 17');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Write-enabled, / })).toBeVisible();
    await isAccessible(walk, 'journal');
  });
}
