import type { ConnectionId } from '../../../src-shared/model/connections.ts';
import type { Layout, TabState } from '../../../src-shared/model/preferences.ts';
import type { LayoutState } from './layout.svelte.ts';

export type TabToOpen = Omit<TabState, 'id'>;

const mostTabs = 100;
const frontTabs = 'tabs.front';

/**
 * The open tabs. A tab whose target names a connection belongs to it: the strip shows the tabs of the
 * connection in front and those without one, so that frame, title and content always agree.
 */
export class Tabs {
  all = $state.raw<readonly TabState[]>([]);
  /** Front tab by connection; `''` while there is none. */
  #front = $state.raw<Readonly<Record<string, string>>>({});
  readonly #layout: LayoutState;
  readonly #connectionId: () => ConnectionId | undefined;

  constructor(layout: LayoutState, connectionId: () => ConnectionId | undefined) {
    this.#layout = layout;
    this.#connectionId = connectionId;
  }

  readonly visible = $derived.by(() => {
    const connectionId = this.#connectionId();
    return this.all.filter(({ target }) => {
      const owner = target['connectionId'];
      return owner === undefined || owner === connectionId;
    });
  });

  readonly front = $derived.by((): TabState | undefined => {
    const id = this.#front[this.#connectionId() ?? ''];
    return this.visible.find((tab) => tab.id === id) ?? this.visible[0];
  });

  /** Puts the tabs of the last session back, except those the app no longer knows. */
  restore(layout: Layout, isKnown: (tab: TabState) => boolean): void {
    this.all = layout.tabs.filter(isKnown);
    this.#front = this.#layout.record(frontTabs);
  }

  /** Opens a tab beside the front one, or brings the one with the same target to the front. */
  readonly open = (toOpen: TabToOpen): void => {
    const id = tabId(toOpen);
    const known = this.all.some((tab) => tab.id === id);
    if (known) {
      this.all = this.all.map((tab) => (tab.id === id ? { ...tab, title: toOpen.title } : tab));
    } else {
      const after = this.all.findIndex((tab) => tab.id === this.front?.id) + 1;
      const place = after === 0 ? this.all.length : after;
      this.all = this.all.toSpliced(place, 0, { ...toOpen, id }).slice(-mostTabs);
    }
    this.activate(id);
  };

  readonly activate = (id: string): void => {
    this.#front = { ...this.#front, [this.#connectionId() ?? '']: id };
    this.#layout.set(frontTabs, this.#front);
    this.#keep();
  };

  /** The neighbour takes the place of a closed front tab. */
  readonly close = (id: string): void => {
    const index = this.visible.findIndex((tab) => tab.id === id);
    if (index < 0) return;
    const next = this.visible[index + 1] ?? this.visible[index - 1];
    const wasFront = this.front?.id === id;
    this.all = this.all.filter((tab) => tab.id !== id);
    if (wasFront && next) this.activate(next.id);
    else this.#keep();
  };

  /** Steps along the strip, around its ends. */
  readonly step = (by: 1 | -1): void => {
    const index = this.visible.findIndex((tab) => tab.id === this.front?.id);
    const next = this.visible.at((index + by) % Math.max(1, this.visible.length));
    if (next) this.activate(next.id);
  };

  /** A view learnt a better title, such as the name of an artifact. */
  rename(id: string, title: string): void {
    const tab = this.all.find((one) => one.id === id);
    if (tab === undefined || tab.title === title) return;
    this.all = this.all.map((tab) => (tab.id === id ? { ...tab, title } : tab));
    this.#keep();
  }

  /** Removes the tabs of connections that no longer exist. */
  keepOnly(isKnown: (tab: TabState) => boolean): void {
    if (this.all.every(isKnown)) return;
    this.all = this.all.filter(isKnown);
    this.#keep();
  }

  #keep(): void {
    this.#layout.setTabs(this.#connectionId(), this.all, this.front?.id);
  }
}

function tabId({ area, target }: TabToOpen): string {
  const parts = Object.entries(target).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [area, ...parts.map(([name, value]) => `${name}=${value}`)].join('|').slice(0, 500);
}
