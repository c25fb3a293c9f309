import type { Locator, Page } from '@playwright/test';

import type { ServiceKey } from '../fixtures/tenant.ts';

/** First screen, list and form of connections. */
export class ConnectionsPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  exploreDemo(): Promise<void> {
    return this.#page.getByRole('button', { name: /Explore the demo tenant/ }).click();
  }

  async pasteKey(key: ServiceKey | string): Promise<void> {
    await this.#page.getByRole('button', { name: /Paste a service key/ }).click();
    await this.#fillKey(key);
  }

  /** The same where there are connections already, from anywhere. */
  async pasteFurtherKey(key: ServiceKey): Promise<void> {
    await this.#page.keyboard.press('Control+K');
    await this.#page.keyboard.type('Paste a service key');
    await this.#page.keyboard.press('Enter');
    await this.#fillKey(key);
  }

  #fillKey(key: ServiceKey | string): Promise<void> {
    const text = typeof key === 'string' ? key : JSON.stringify(key, undefined, 2);
    return this.field('Service key').fill(text);
  }

  async enterFields(fields: Readonly<Record<string, string>>): Promise<void> {
    await this.#page.getByRole('button', { name: /Enter four fields/ }).click();
    for (const [label, value] of Object.entries(fields)) await this.field(label).fill(value);
  }

  field(label: string): Locator {
    return this.#page.getByLabel(label, { exact: true });
  }

  /** Leaves the form of a new connection as if nobody had been there. */
  leave(): Promise<void> {
    return this.#page.getByRole('button', { name: 'Cancel', exact: true }).click();
  }

  save(): Promise<void> {
    return this.#page.getByRole('button', { name: 'Save', exact: true }).click();
  }

  saveAndOpen(): Promise<void> {
    return this.#page.getByRole('button', { name: 'Save and open' }).click();
  }

  /** Runs the connection test; a connection needs a name first. */
  async test(): Promise<void> {
    if ((await this.field('Name').inputValue()) === '') await this.field('Name').fill('Under test');
    await this.#page.getByRole('button', { name: 'Test', exact: true }).click();
  }

  /** One line of the connection test by its name, such as "Token". */
  check(name: string): Locator {
    return this.#page
      .getByRole('region', { name: 'Connection test' })
      .getByRole('listitem')
      .filter({ has: this.#page.getByText(name, { exact: true }) });
  }

  line(name: string): Locator {
    return this.#page
      .getByRole('tree', { name: 'Connections' })
      .getByRole('treeitem', { name: new RegExp(name) });
  }
}
