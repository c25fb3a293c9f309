import type {
  ChosenMessages,
  DownloadPlan,
  ExportWanted,
  PayloadDownload,
  PayloadsKind,
} from '../model/exports.ts';
import { call, type Nothing, topic } from './call.ts';

interface One {
  readonly connectionId: string;
}
interface Payloads extends One {
  readonly messages: ChosenMessages;
  readonly kinds: readonly PayloadsKind[];
}
interface OneDownload extends One {
  readonly downloadId: string;
}

/** Taking messages along: lists as files, payloads into folders. (`exports` itself is a name of CommonJS.) */
export const messageExports = {
  /** Asks where to save; answers when the file is whole. `undefined`: the person cancelled the dialog. */
  save: call<One & ExportWanted, { readonly file: string; readonly count: number } | undefined>(),
  /** What downloading the payloads of messages would cost; from the library, the tenant is not asked. */
  plan: call<Payloads, DownloadPlan>(),
  /** Reads which payloads the messages have, where that is not known. */
  listPayloads: call<Payloads, { readonly jobId: string }>(),
  /** Asks for a folder, makes a new one in it and downloads what is known; `undefined`: the person cancelled the dialog. */
  download: call<
    Payloads & { readonly pattern: string; readonly description: string },
    { readonly jobId: string } | undefined
  >(),
  /** Downloads of a connection, newest first. */
  downloads: call<One, readonly PayloadDownload[]>(),
  /** Goes on where a download was cancelled, failed or interrupted; tries again what failed. */
  resume: call<OneDownload, { readonly jobId: string }>(),
  /** Forgets a download; its files stay. */
  forget: call<OneDownload, Nothing>(),
  /** Shows the folder in the system's file manager. */
  showFolder: call<OneDownload, Nothing>(),
  changed: topic<One>(),
};
