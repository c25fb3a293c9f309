import type { Locator, Page } from '@playwright/test';

/** Everything deployed. */
export class RuntimePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get table(): Locator {
    return this.page.getByRole('grid', { name: 'Deployed artifacts' });
  }

  async count(): Promise<number> {
    return Number(await this.table.getAttribute('aria-rowcount')) - 1;
  }

  rows(text: string | RegExp = ''): Locator {
    return this.table.locator('[data-index]').filter({ hasText: text });
  }

  chip(name: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${name} [\\d,.]+$`) });
  }
}
