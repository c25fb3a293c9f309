import type { Locator, Page } from '@playwright/test';

/** The list of all artifacts with its tree, and the pages of artifacts and packages. */
export class ContentPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get tree(): Locator {
    return this.page.getByRole('tree', { name: 'Packages and artifacts' });
  }

  get table(): Locator {
    return this.page.getByRole('grid', { name: 'Artifacts' });
  }

  /** Number of rows of the table, drawn or not, without its heading. */
  async count(): Promise<number> {
    return Number(await this.table.getAttribute('aria-rowcount')) - 1;
  }

  row(name: string | RegExp): Locator {
    return this.table.getByRole('row').filter({ hasText: name }).first();
  }

  /** Texts of a drawn column from its first row on. */
  async column(title: string): Promise<readonly string[]> {
    const titles = await this.table.getByRole('columnheader').allTextContents();
    const index = titles.findIndex((text) => text.trim() === title);
    const rows = await this.table.locator('[data-index]').all();
    return Promise.all(
      rows.map(async (row) => (await row.getByRole('gridcell').nth(index).textContent())?.trim() ?? ''),
    );
  }

  chip(name: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${name} [\\d,.]+$`) });
  }

  get filter(): Locator {
    return this.page.getByRole('searchbox', { name: /^Filter [\d,.]+ artifacts?$|^Filter artifacts$/ });
  }

  heading(title: string | RegExp): Locator {
    return this.page.getByRole('heading', { name: title });
  }

  /** A section of an inspector or a page by its heading. */
  section(title: string): Locator {
    return this.page
      .locator('section')
      .filter({ has: this.page.getByRole('heading', { name: title, exact: true }) });
  }

  /** Of the page of an artifact. */
  async part(name: string): Promise<void> {
    const parts = this.page.getByRole('tablist', { name: 'Parts of the artifact' }).filter({ visible: true });
    await parts.getByRole('tab', { name }).click();
  }
}
