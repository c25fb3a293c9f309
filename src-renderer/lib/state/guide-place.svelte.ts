import type { GuideSectionId } from '../../../src-shared/advice/guide-sections.ts';
import { guideTab } from '../targets/targets.ts';
import type { Tabs } from './tabs.svelte.ts';

/** The guide is one tab; what led there says which part is meant. */
export class GuidePlace {
  /** Counted, so that the same part can be asked for twice. */
  wanted = $state.raw<{ readonly section: GuideSectionId; readonly count: number }>();
  readonly #tabs: Tabs;

  constructor(tabs: Tabs) {
    this.#tabs = tabs;
  }

  readonly open = (section: GuideSectionId = 'prerequisites'): void => {
    this.wanted = { section, count: (this.wanted?.count ?? 0) + 1 };
    this.#tabs.open(guideTab());
  };
}
