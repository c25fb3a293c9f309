import { createContext } from 'svelte';

import type { OpenedFile } from '../../../src-shared/model/artifact.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import { droppedArtifacts, openFileTabs } from '../../lib/targets/file-targets.ts';

/** Files and folders that were opened, and those that come from outside: dropped, or handed over by the system. */
export class RecentFiles {
  readonly list: Loaded<readonly OpenedFile[]>;
  readonly #app: AppState;

  constructor(app: AppState) {
    this.#app = app;
    this.list = new Loaded((signal) => app.api.artifact.recentFiles(undefined, { signal }));
  }

  /** Opens what waits, now and from now on; answers how to stop. */
  listen(): () => void {
    this.#take();
    return this.#app.api.artifact.filesWaiting(() => this.#take());
  }

  /** Whether there was anything in it for this page. Where folders are of service keys, only zips are. */
  drop(transfer: DataTransfer | null, foldersAre: 'artifacts' | 'keys'): boolean {
    const files = droppedArtifacts(transfer, foldersAre);
    if (files.length === 0) return false;
    this.#app.api.artifact.dropFiles({ files }).then((opened) => this.show(opened), this.#app.notices.fail);
    return true;
  }

  readonly show = (files: readonly OpenedFile[]): void => {
    openFileTabs(this.#app, files);
    if (files.length > 0) void this.list.load();
  };

  #take(): void {
    this.#app.api.artifact.takeFiles().then(this.show, this.#app.notices.fail);
  }
}

export const [getRecentFiles, setRecentFiles] = createContext<RecentFiles>();
