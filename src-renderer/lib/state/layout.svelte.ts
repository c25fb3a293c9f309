import { SvelteMap } from 'svelte/reactivity';

import type { ErrorCode } from '../../../src-shared/errors.ts';
import type { Layout, TabState } from '../../../src-shared/model/preferences.ts';
import type { Api } from '../bridge/api.ts';
import { errorData } from '../bridge/faults.ts';
import type { Notices } from './notices.svelte.ts';

/** What of the window is put back after a restart: sizes, columns, open nodes, tabs. */
export class LayoutState {
  readonly #panes = new SvelteMap<string, string>();
  readonly #api: Api;
  readonly #notices: Notices;
  /** Why it was not written the last time. */
  #failure: ErrorCode | undefined;
  #rest: Omit<Layout, 'panes'> = { tabs: [] };
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(api: Api, notices: Notices) {
    this.#api = api;
    this.#notices = notices;
  }

  async load(): Promise<Layout> {
    const layout = await this.#api.app.readLayout();
    const { panes, ...rest } = layout;
    this.#rest = rest;
    for (const [name, text] of Object.entries(panes)) this.#panes.set(name, text);
    return layout;
  }

  /** A remembered number, such as the width of a pane. */
  number(name: string, otherwise: number): number {
    const value = Number(this.#panes.get(name) ?? Number.NaN);
    return Number.isFinite(value) ? value : otherwise;
  }

  /** Remembered texts by name. What is not of that shape counts as never set. */
  record(name: string): Readonly<Record<string, string>> {
    const text = this.#panes.get(name);
    if (text === undefined) return {};
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
      return Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      );
    } catch {
      // Written by another version: a layout is never worth an error.
      return {};
    }
  }

  set(name: string, value: number | Readonly<Record<string, string>>): void {
    this.#panes.set(name, typeof value === 'number' ? String(Math.round(value)) : JSON.stringify(value));
    this.#writeSoon();
  }

  setTabs(connectionId: string | undefined, tabs: readonly TabState[], activeTab: string | undefined): void {
    this.#rest = {
      tabs,
      ...(connectionId !== undefined && { connectionId }),
      ...(activeTab !== undefined && { activeTab }),
    };
    this.#writeSoon();
  }

  /** Writes what is still waiting, for instance because the window closes. */
  readonly flush = (): void => {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#api.app
      .writeLayout({ ...this.#rest, panes: Object.fromEntries(this.#panes) })
      .then(this.#written, this.#failed);
  };

  readonly #written = (): void => {
    if (this.#failure === undefined) return;
    this.#notices.over(this.#failure);
    this.#failure = undefined;
  };

  readonly #failed = (caught: unknown): void => {
    this.#failure = errorData(caught).code;
    this.#notices.fail(caught);
  };

  #writeSoon(): void {
    this.#timer ??= setTimeout(this.flush, 400);
  }
}
