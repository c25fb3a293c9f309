import type { Locator, Page } from '@playwright/test';

import type { Theme } from '../../../src-shared/model/preferences.ts';
import type { RunningApp } from '../fixtures/launch.ts';
import { expect } from '../fixtures/test.ts';

const themeItems: Readonly<Record<Theme, string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
};

/** Walks through the window as a person would. */
export class Walk {
  readonly page: Page;
  readonly #running: RunningApp;

  constructor(running: RunningApp) {
    this.#running = running;
    this.page = running.window;
  }

  async exploreDemo(): Promise<void> {
    await this.page.getByRole('button', { name: /Explore the demo tenant/ }).click();
    await this.isQuiet();
  }

  async area(
    name: 'Connections' | 'Content' | 'Messages' | 'Errors' | 'Runtime' | 'Journal' | 'Files',
  ): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Areas' })
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .click();
    await this.isQuiet();
  }

  /** All tabs but one. Views stay in hidden tabs, and axe walks through them, too. */
  async closeTabs(): Promise<void> {
    const tabs = this.page.getByRole('tablist', { name: 'Open tabs' }).getByRole('tab');
    for (let left = (await tabs.count()) - 1; left > 0; left--) {
      await this.page.keyboard.press('Control+W');
      await expect(tabs).toHaveCount(left);
    }
  }

  async theme(theme: Theme): Promise<void> {
    await this.page.getByRole('button', { name: 'Settings' }).click();
    await this.page.getByRole('menuitemcheckbox', { name: themeItems[theme] }).click();
  }

  async size(width: number, height: number): Promise<void> {
    await this.#running.app.evaluate(
      ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
      [width, height] as const,
    );
    await expect.poll(() => this.page.evaluate(() => innerWidth)).toBe(width);
  }

  row(table: string, text: string | RegExp): Locator {
    return this.page.getByRole('grid', { name: table }).getByRole('row').filter({ hasText: text }).first();
  }

  /** A row that is read anew between the two clicks opens nothing: then once more, as a person would. */
  async open(row: Locator): Promise<void> {
    const tabs = (): Promise<string[]> =>
      this.page.getByRole('tab', { selected: true }).filter({ visible: true }).allTextContents();
    await this.isQuiet();
    const before = await tabs();
    await expect(async () => {
      if (String(await tabs()) === String(before))
        await row.dblclick({ position: { x: 30, y: 14 }, timeout: 5_000 });
      await expect.poll(tabs, { timeout: 5_000 }).not.toEqual(before);
    }).toPass({ timeout: 30_000 });
    await this.isQuiet();
  }

  async inspect(row: Locator): Promise<void> {
    // Beside the id, which copies itself.
    await row.click({ position: { x: 30, y: 14 } });
    await expect(this.page.getByRole('complementary', { name: /^Inspector/ })).toBeVisible();
    await this.isQuiet();
  }

  /** Until nothing is read any more and nothing is shown as busy. */
  async isQuiet(): Promise<void> {
    await expect(this.page.getByText(/^Synced/)).toBeVisible({ timeout: 90_000 });
    await expect(this.page.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 60_000 });
  }
}
