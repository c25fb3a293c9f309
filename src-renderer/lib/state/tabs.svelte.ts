import type { Layout, TabState } from '../../../src-shared/model/preferences.ts';
import type { LayoutState } from './layout.svelte.ts';
import { type PaneName, paneNames, type Panes } from './panes.svelte.ts';

export type TabToOpen = Omit<TabState, 'id' | 'pane'>;

const mostTabs = 100;
const frontTabs = 'tabs.front';
const split = 'tabs.split';

/**
 * The open tabs. Each stands in one pane, and one whose target names a connection belongs to it: a pane's strip shows the
 * tabs of the pane's connection and those without one, so that frame, title and content always agree.
 */
export class Tabs {
  all = $state.raw<readonly TabState[]>([]);
  /** The tab that is being dragged, for the places where it may be dropped. */
  dragged = $state<string>();
  /** Front tab by pane and connection. */
  #front = $state.raw<Readonly<Record<string, string>>>({});
  readonly #layout: LayoutState;
  readonly #panes: Panes;

  constructor(layout: LayoutState, panes: Panes) {
    this.#layout = layout;
    this.#panes = panes;
  }

  readonly isSplit = $derived(this.all.some(({ pane }) => pane === 'side'));
  /** Of the focused pane, as is `front`. */
  readonly visible = $derived.by(() => this.of(this.#panes.focused));
  readonly front = $derived.by(() => this.frontOf(this.#panes.focused));

  of(pane: PaneName): readonly TabState[] {
    const connectionId = this.#panes.connectionOf(pane);
    return this.all.filter((tab) => {
      const owner = ownerOf(tab);
      return paneOf(tab) === pane && (owner === undefined || owner === connectionId);
    });
  }

  frontOf(pane: PaneName): TabState | undefined {
    const id = this.#front[this.#frontKey(pane)];
    const visible = this.of(pane);
    return visible.find((tab) => tab.id === id) ?? visible[0];
  }

  /** Puts the tabs of the last session back, except those the app no longer knows. */
  restore(layout: Layout, isKnown: (tab: TabState) => boolean): void {
    this.all = layout.tabs.filter(isKnown);
    this.#front = this.#layout.record(frontTabs);
  }

  /** What the side showed in the last session, and whether it had the focus. */
  restoredSplit(): { readonly connectionId: string | undefined; readonly isFocused: boolean } {
    const { side, focused } = this.#layout.record(split);
    return { connectionId: side, isFocused: focused === 'side' };
  }

  /** Opens a tab beside the front one of a pane, or brings the one with the same target to the front. */
  readonly open = (toOpen: TabToOpen, pane: PaneName = this.#panes.focused): void => {
    const id = tabId(toOpen);
    const known = this.all.find((tab) => tab.id === id);
    if (known) {
      // One that its own pane does not show now, because another connection is there, comes over.
      const isShown = this.of(paneOf(known)).includes(known);
      const place = isShown ? paneOf(known) : pane;
      this.#change(id, (tab) => inPane({ ...tab, title: toOpen.title }, place));
    } else {
      const after = this.all.findIndex((tab) => tab.id === this.frontOf(pane)?.id) + 1;
      const place = after === 0 ? this.all.length : after;
      this.all = this.all.toSpliced(place, 0, inPane({ ...toOpen, id }, pane));
      if (this.all.length > mostTabs) this.#dropOldest(id);
    }
    this.activate(id);
  };

  /** Brings a tab to the front of its pane, and the pane with it. */
  readonly activate = (id: string): void => {
    const tab = this.all.find((one) => one.id === id);
    if (tab) this.#panes.focused = paneOf(tab);
    this.#front = { ...this.#front, [this.#frontKey(this.#panes.focused)]: id };
    this.#layout.set(frontTabs, this.#front);
    this.#keep();
  };

  readonly focus = (pane: PaneName): void => {
    if (pane === this.#panes.focused || (pane === 'side' && !this.isSplit)) return;
    this.#panes.focused = pane;
    this.#keep();
  };

  /** Puts a tab into a pane, which shows its connection from then on. */
  readonly move = (id: string, pane: PaneName): void => {
    const tab = this.all.find((one) => one.id === id);
    if (!tab || paneOf(tab) === pane) return;
    const isNew = this.of(pane).length === 0;
    const connection = ownerOf(tab) ?? this.#panes.connectionOf(isNew ? paneOf(tab) : pane);
    this.#panes.put(pane, connection);
    this.#change(id, (one) => inPane(one, pane));
    this.activate(id);
    this.settle();
  };

  /** All tabs in one pane again, with what the focused one shows in front. */
  readonly join = (): void => {
    const { front } = this;
    this.#panes.put('main', this.#panes.connectionOf(this.#panes.focused));
    this.all = this.all.map((tab) => inPane(tab, 'main'));
    this.#panes.put('side', undefined);
    this.#panes.focused = 'main';
    if (front) this.activate(front.id);
    else this.#keep();
  };

  /** The neighbour takes the place of a closed front tab. */
  readonly close = (id: string): void => {
    const pane = paneNames.find((name) => this.of(name).some((tab) => tab.id === id));
    if (pane === undefined) return;
    const visible = this.of(pane);
    const index = visible.findIndex((tab) => tab.id === id);
    const next = visible[index + 1] ?? visible[index - 1];
    const wasFront = this.frontOf(pane)?.id === id;
    this.all = this.all.filter((tab) => tab.id !== id);
    if (wasFront && next) this.activate(next.id);
    else this.#keep();
    this.settle();
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
    this.#change(id, (one) => ({ ...one, title }));
    this.#keep();
  }

  /** Removes the tabs of connections that no longer exist. */
  keepOnly(isKnown: (tab: TabState) => boolean): void {
    if (this.all.every(isKnown)) return;
    this.all = this.all.filter(isKnown);
    this.#keep();
    this.settle();
  }

  /** Where one of two panes has nothing left to show the other takes its place. */
  settle(): void {
    const isSplit = this.isSplit || this.#panes.focused === 'side';
    if (!isSplit) return;
    const emptied = paneNames.find((pane) => this.of(pane).length === 0);
    if (emptied === undefined) return;
    this.#panes.focused = emptied === 'main' ? 'side' : 'main';
    this.join();
  }

  /** Of those that no pane shows in front; the new one stays. */
  #dropOldest(newId: string): void {
    const shown = paneNames.map((pane) => this.frontOf(pane)?.id ?? newId);
    const fronts = [newId, ...shown, ...Object.values(this.#front)];
    const oldest = this.all.find(({ id }) => !fronts.includes(id)) ?? this.all.find(({ id }) => id !== newId);
    this.all = this.all.filter((tab) => tab !== oldest);
  }

  #change(id: string, change: (tab: TabState) => TabState): void {
    this.all = this.all.map((tab) => (tab.id === id ? change(tab) : tab));
  }

  #frontKey(pane: PaneName): string {
    const connectionId = this.#panes.connectionOf(pane) ?? '';
    return pane === 'main' ? connectionId : `side ${connectionId}`;
  }

  #keep(): void {
    const side = this.#panes.connectionOf('side');
    this.#layout.set(split, {
      focused: this.#panes.focused,
      ...(this.isSplit && side !== undefined && { side }),
    });
    this.#layout.setTabs(this.#panes.connectionOf('main'), this.all, this.frontOf('main')?.id);
  }
}

export function paneOf(tab: TabState): PaneName {
  return tab.pane ?? 'main';
}

function inPane({ id, area, title, target }: TabState, pane: PaneName): TabState {
  return { id, area, title, target, ...(pane === 'side' && { pane }) };
}

function ownerOf({ target }: TabState): string | undefined {
  return target['connectionId'];
}

function tabId({ area, target }: TabToOpen): string {
  const parts = Object.entries(target).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [area, ...parts.map(([name, value]) => `${name}=${value}`)].join('|').slice(0, 500);
}
