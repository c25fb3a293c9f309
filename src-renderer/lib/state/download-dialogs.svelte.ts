import type { DownloadScope } from '../../../src-shared/model/downloads.ts';

export interface WantedDownload {
  readonly connectionId: string;
  /** What it is about, such as "Order to Cash". */
  readonly title: string;
  readonly scope: DownloadScope;
}

/** What the window was asked to bring home and has not begun yet. */
export class DownloadDialogs {
  current = $state.raw<WantedDownload>();

  readonly open = (wanted: WantedDownload): void => {
    this.current = wanted;
  };

  readonly close = (): void => {
    this.current = undefined;
  };
}
