import { expect, type Locator, type Page } from '@playwright/test';

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

  /** Waits until the line below the list says so; lists of other tabs stay where they are, unseen. */
  async isLoaded(range: string): Promise<void> {
    const said = this.page.getByText(`Loaded completely for ${range}`).filter({ visible: true });
    await expect(said).toBeVisible({ timeout: 60_000 });
  }

  /** Writes into the line above the list. */
  async ask(line: string): Promise<void> {
    const input = this.page.getByRole('combobox', { name: 'Filter by text or field:value' });
    await input.filter({ visible: true }).fill(line);
    await input.filter({ visible: true }).press('Enter');
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
    return this.page.locator('button[aria-haspopup="dialog"][id$="-trigger"]').filter({ visible: true });
  }

  /** Opens the page of a message by its id. */
  async open(guid: string): Promise<void> {
    await this.page.keyboard.press('Control+K');
    await this.page.keyboard.type(guid);
    await this.page.getByRole('option', { name: /^Find the message/ }).click();
    // Another message may be in front until this one's tab is.
    const head = this.page.getByRole('button', { name: `Copy message id ${guid}` }).filter({ visible: true });
    await expect(head.first()).toBeVisible();
  }

  /** One of the tabs of a message's page. */
  async part(name: string): Promise<void> {
    await this.#parts.getByRole('tab', { name }).click();
  }

  async tracePart(name: string): Promise<void> {
    const parts = this.page.getByRole('tablist', { name: 'Parts of the trace' }).filter({ visible: true });
    await parts.getByRole('tab', { name }).click();
  }

  get #parts(): Locator {
    return this.page.getByRole('tablist', { name: 'Parts of the message' }).filter({ visible: true });
  }

  section(title: string): Locator {
    return this.page
      .locator('section')
      .filter({ has: this.page.getByRole('heading', { name: title, exact: true }) });
  }
}
