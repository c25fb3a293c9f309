import type { Locator, Page } from '@playwright/test';

/** The list of messages, its filters, and what is shown of one message. */
export class MessagesPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get table(): Locator {
    return this.page.getByRole('grid', { name: 'Messages' });
  }

  async count(): Promise<number> {
    return Number(await this.table.getAttribute('aria-rowcount')) - 1;
  }

  rows(text: string | RegExp = ''): Locator {
    return this.table.locator('[data-index]').filter({ hasText: text });
  }

  chip(status: string): Locator {
    return this.page
      .getByRole('group', { name: 'Status' })
      .getByRole('button', { name: new RegExp(`^${status}`) });
  }

  async countOf(status: string): Promise<number> {
    const text = (await this.chip(status).textContent()) ?? '';
    return Number(text.replaceAll(/\D/g, ''));
  }

  async range(name: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Time range/ }).click();
    await this.page.getByRole('menuitemcheckbox', { name }).click();
  }

  async flow(name: string): Promise<void> {
    await this.#flowButton.click();
    await this.page.getByRole('searchbox', { name: 'Find a flow' }).fill(name);
    await this.page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check();
    await this.page.keyboard.press('Escape');
  }

  async allFlows(): Promise<void> {
    await this.#flowButton.click();
    await this.page
      .getByRole('dialog', { name: 'Integration flows' })
      .getByRole('button', { name: 'All flows' })
      .click();
    await this.page.keyboard.press('Escape');
  }

  get #flowButton(): Locator {
    return this.page.locator('button[aria-haspopup="dialog"][id$="-trigger"]');
  }

  section(title: string): Locator {
    return this.page
      .locator('section')
      .filter({ has: this.page.getByRole('heading', { name: title, exact: true }) });
  }
}
