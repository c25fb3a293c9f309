import { emptyLayout, type Layout } from '../../src-shared/model/preferences.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { layoutSchema } from './inputs.ts';
import { layoutWithout } from './layout-without.ts';

/** What `Tabs` keeps among the panes: a window of its own begins without it. */
const ofTabs = /^tabs\./;

/**
 * The layout of each window, by the id of its web contents. One window is remembered, in layout.json: the oldest, and when
 * it is closed the next one. The others live as long as they are open, so that no window overwrites what another one kept.
 */
export class WindowLayouts {
  readonly #file: SettingsFile;
  readonly #layouts = new Map<number, Layout>();
  #isQuitting = false;
  /** Of connections and customers that are gone for good: windows may still write them for a moment. */
  #forgotten: readonly string[] = [];

  constructor(file: SettingsFile) {
    this.#file = file;
  }

  /** The first one told is the one that is remembered. */
  opened(contentsId: number): void {
    const remembered = this.#remembered();
    const { panes } = remembered === undefined ? emptyLayout : this.read(remembered);
    const sizes = Object.fromEntries(Object.entries(panes).filter(([name]) => !ofTabs.test(name)));
    this.#layouts.set(contentsId, remembered === undefined ? this.#stored() : { tabs: [], panes: sizes });
  }

  read(contentsId: number): Layout {
    return this.#layouts.get(contentsId) ?? emptyLayout;
  }

  write(contentsId: number, layout: Layout): void {
    if (!this.#layouts.has(contentsId)) return;
    this.#keep(contentsId, layoutWithout(layout, this.#forgotten));
  }

  /** Takes tabs and all else that names them out of every layout, for good. */
  forget(connectionIds: readonly string[], folders: readonly string[]): void {
    this.#forgotten = [...this.#forgotten, ...connectionIds, ...folders.map((folder) => `folder ${folder}`)];
    const all = [...this.#layouts];
    // Before the first window is known the file is all there is.
    if (all.length === 0) this.#file.write({ layout: layoutWithout(this.#stored(), this.#forgotten) });
    for (const [id, layout] of all) this.#keep(id, layoutWithout(layout, this.#forgotten));
  }

  closed(contentsId: number): void {
    // The last one stays: what its page still sends while it goes is to be kept.
    if (this.#layouts.size < 2) return;
    const wasRemembered = contentsId === this.#remembered();
    this.#layouts.delete(contentsId);
    const next = this.#remembered();
    if (wasRemembered && next !== undefined && !this.#isQuitting) {
      this.#file.write({ layout: this.read(next) });
    }
  }

  /** All windows are about to close: none takes the place of another. */
  readonly quitting = (): void => {
    this.#isQuitting = true;
  };

  #keep(contentsId: number, layout: Layout): void {
    this.#layouts.set(contentsId, layout);
    if (contentsId === this.#remembered()) this.#file.write({ layout });
  }

  #remembered(): number | undefined {
    return this.#layouts.keys().next().value;
  }

  /** What is not readable, for instance of a newer version, counts as never set. */
  #stored(): Layout {
    const kept = layoutSchema.safeParse(this.#file.read()['layout']);
    return kept.success ? { ...emptyLayout, ...kept.data } : emptyLayout;
  }
}
