/** Something that still names an ended connection. */
export interface Trace {
  /** Path below the app's data folder, with `/`. */
  readonly file: string;
  /** The id, host or client id that was found. */
  readonly text: string;
}

/** What was deleted at the end of a project, and what a search of the app's data folder found afterwards. */
export interface ProjectReport {
  readonly project: string;
  /** It was cut short before, and ended at this start of the app. */
  readonly wasResumed: boolean;
  readonly connections: readonly { readonly name: string; readonly host: string }[];
  readonly libraryFiles: number;
  readonly secrets: number;
  readonly journals: number;
  readonly logLines: number;
  /** Settings files that had been set aside, and half-written ones. */
  readonly settingsFiles: number;
  readonly searchedFiles: number;
  readonly searchedBytes: number;
  /** None, or something is wrong. */
  readonly traces: readonly Trace[];
  /** Hosts and client ids that connections which stay use as well: they are there, and were not searched for. */
  readonly shared: readonly string[];
}
