import type { ExportWanted } from '../model/exports.ts';
import { call } from './call.ts';

interface One {
  readonly connectionId: string;
}

/** Taking messages along: lists as files, payloads into folders. (`exports` itself is a name of CommonJS.) */
export const messageExports = {
  /** Asks where to save; answers when the file is whole. `undefined`: the person cancelled the dialog. */
  save: call<One & ExportWanted, { readonly file: string; readonly count: number } | undefined>(),
};
