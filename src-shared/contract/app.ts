import type { ErrorData } from '../errors.ts';
import type { Environment, SecretStorageState } from '../model/connections.ts';
import type { Layout, Preferences } from '../model/preferences.ts';
import { call, type Nothing, topic } from './call.ts';

export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  readonly platform: string;
  /** The operating system's time zone name; tests inject another by TZ. */
  readonly timeZone: string;
  readonly secretStorage: SecretStorageState;
  /** Whether connections with certificates of their own also count those of the operating system. */
  readonly readsSystemAuthorities: boolean;
  /** Things found at start that the person should read once, such as a settings file set aside. */
  readonly notices: readonly ErrorData[];
}

/** The window itself: preferences, layout, clipboard, links. */
export const app = {
  /** Facts about this installation, and notices from the start. */
  info: call<Nothing, AppInfo>(),
  readPreferences: call<Nothing, Preferences>(),
  writePreferences: call<Preferences, Nothing>(),
  preferencesChanged: topic<Preferences>(),
  /** Of the window that asks, as is `writeLayout`. */
  readLayout: call<Nothing, Layout>(),
  writeLayout: call<Layout, Nothing>(),
  /** One more window, with tabs and a layout of its own. */
  openWindow: call<Nothing, Nothing>(),
  /** Window title and badge follow the connection in front. */
  showConnection: call<{ readonly name?: string; readonly environment?: Environment }, Nothing>(),
  copyText: call<{ readonly text: string }, Nothing>(),
  readClipboard: call<Nothing, { readonly text: string }>(),
  /** https only, opened by the system's browser. */
  openLink: call<{ readonly url: string }, Nothing>(),
  /** A fault of the window, for the log; the text is cut and redacted by main. */
  reportFault: call<{ readonly message: string; readonly where: string }, Nothing>(),
  /** Shows the log file in the system's file manager. */
  showLog: call<Nothing, Nothing>(),
};
