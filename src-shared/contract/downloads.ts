import type {
  DownloadColumn,
  DownloadCounts,
  DownloadFilter,
  DownloadForm,
  DownloadItem,
  DownloadMode,
  DownloadPlan,
  DownloadRun,
  DownloadScope,
  DownloadStart,
  ExistingChoice,
} from '../model/downloads.ts';
import type { RowWindow, WindowOf } from '../model/rows.ts';
import { call, type Nothing, topic } from './call.ts';

interface One {
  readonly connectionId: string;
}
interface OneRun extends One {
  readonly downloadId: string;
}
interface Wanted extends One {
  readonly scope: DownloadScope;
  readonly mode: DownloadMode;
}
/** What a person answered where names were taken. */
interface Answered {
  readonly target?: { readonly token: string; readonly existing: ExistingChoice };
}

/** Getting content home: contents of artifacts and packages into the library, and from there into a folder. */
export const downloads = {
  /** What it would take; asks the tenant nothing. */
  plan: call<Wanted, DownloadPlan>(),
  /**
   * Asks for a folder unless only the library is filled, then starts. Where names are taken there it answers those and starts
   * nothing: the next call says what to do. `undefined`: the person cancelled.
   */
  start: call<Wanted & Answered & { readonly form: DownloadForm }, DownloadStart | undefined>(),
  /** Goes on with what is missing. `elsewhere` asks for another folder. Answers as `start` does. */
  resume: call<OneRun & Answered & { readonly elsewhere?: boolean }, DownloadStart | undefined>(),
  /** Newest first. */
  list: call<One, readonly DownloadRun[]>(),
  items: call<WindowOf<DownloadFilter, DownloadColumn>, RowWindow<DownloadItem>>(),
  /** For the same filter, whatever its result. */
  counts: call<One & { readonly filter: DownloadFilter }, DownloadCounts>(),
  /** Shows the folder in the system's file manager. */
  showFolder: call<OneRun, Nothing>(),
  changed: topic<One>(),
};
