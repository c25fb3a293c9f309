import { createContext } from 'svelte';

import type { TabState } from '../../../src-shared/model/preferences.ts';

/** What a view may know of the tab it stands in. */
export interface TabView {
  readonly tab: TabState;
  /** Views of other tabs stay alive, hidden: they keep their place but answer no keys. */
  readonly isFront: boolean;
  /** In front of its side, also while the other side has the keys. */
  readonly isShown: boolean;
}

export const [getTabView, setTabView] = createContext<TabView>();
