import type { ErrorData } from '../errors.ts';
import type { ArtifactFilter, ArtifactKind } from './content.ts';

/** What is to come home: a whole tenant, packages, single artifacts, or all rows of a filtered list. */
export type DownloadScope =
  | { readonly of: 'tenant' }
  | { readonly of: 'packages'; readonly packageIds: readonly string[] }
  | { readonly of: 'artifacts'; readonly artifacts: readonly ArtifactId[] }
  | { readonly of: 'filter'; readonly filter: ArtifactFilter };

export interface ArtifactId {
  readonly kind: ArtifactKind;
  readonly id: string;
}

export const downloadModes = ['changed', 'verify'] as const;
/** `changed` asks for what may have changed since it was read, `verify` for everything. */
export type DownloadMode = (typeof downloadModes)[number];

export const downloadForms = ['library', 'zips', 'folders', 'exports'] as const;
/**
 * What is written besides the library: nothing, a zip for each artifact, a tree of files fit for Git, or package exports as the
 * tenant hands them out.
 */
export type DownloadForm = (typeof downloadForms)[number];

/**
 * How a package comes home. `home`: nothing has to be asked for; `export`: in one request; `single`: one request for each
 * artifact; `try`: configure-only, whose export is tried once; `refused`: configure-only, and it was tried before.
 */
export type PackageWay = 'home' | 'export' | 'single' | 'try' | 'refused';
/** Why a package comes singly. `few`: only one of its artifacts is wanted. */
export type SingleReason = 'draft' | 'export-refused' | 'few';

export interface PlannedPackage {
  readonly id: string;
  readonly name: string;
  readonly way: PackageWay;
  readonly reason: SingleReason | undefined;
  /** Wanted artifacts, and how many of them are home already. */
  readonly artifacts: number;
  readonly home: number;
  readonly requests: number;
  /** What the API does not list is wanted, too, and only an export holds it. */
  readonly losesUnlisted: boolean;
}

/** What a download would do, from the lists as the library has them. */
export interface DownloadPlan {
  /** ms since 1970 of the last complete read of the lists; `undefined`: never. */
  readonly listedAt: number | undefined;
  /** By name; at most a few thousand small rows. */
  readonly packages: readonly PlannedPackage[];
  readonly artifacts: number;
  readonly home: number;
  readonly requests: number;
  /** The documented rate, less what is left free on purpose (catalogue 3.2). */
  readonly perSecond: number;
}

export const existingChoices = ['replace', 'keep-both'] as const;
/** What happens to what is in the folder already. */
export type ExistingChoice = (typeof existingChoices)[number];

/** Things in the chosen folder that bear the names of what is to be saved. */
export interface ExistingNames {
  /** Stands for the folder in the next call. */
  readonly token: string;
  readonly folder: string;
  readonly count: number;
  /** The first of them. */
  readonly names: readonly string[];
}

export type DownloadStart =
  | { readonly downloadId: string; readonly existing?: undefined }
  | { readonly existing: ExistingNames };

/** `interrupted`: the app ended in the middle of it. */
export type DownloadState = 'running' | 'done' | 'cancelled' | 'failed' | 'interrupted';

/** One run of a download; all but running and done ones can be resumed. */
export interface DownloadRun {
  readonly id: string;
  /** Such as "Package Order to Cash". */
  readonly title: string;
  readonly mode: DownloadMode;
  readonly form: DownloadForm;
  readonly folder: string | undefined;
  readonly state: DownloadState;
  readonly error: ErrorData | undefined;
  /** Of the running job. */
  readonly jobId: string | undefined;
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly counts: DownloadCounts;
}

export const downloadResults = ['waiting', 'got', 'same', 'home', 'listed', 'refused'] as const;
/**
 * What came of a thing. `got`: new content; `same`: asked for, and as it was; `home`: not asked for, the library had it;
 * `listed`: a package that comes singly, known by its properties; `refused`: see the reason.
 */
export type DownloadResult = (typeof downloadResults)[number];
export type DownloadCounts = Readonly<Record<DownloadResult, number>>;

/** A package, an artifact, or something of a package export that the API does not list. */
export interface DownloadItem {
  readonly packageId: string;
  readonly packageName: string;
  /** An `ArtifactKind`, `IntegrationPackage`, or as the export names it. */
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly result: DownloadResult;
  /** How it came; of packages the way they went. */
  readonly way: 'export' | 'single' | 'try' | 'home' | 'refused' | undefined;
  readonly reason: DownloadReason | undefined;
}

/** Why it did not come, or came in another way than wanted. */
export interface DownloadReason {
  readonly single?: SingleReason;
  readonly losesUnlisted?: boolean;
  /** SAP does not hand out this content. */
  readonly isConfigureOnly?: boolean;
  readonly error?: ErrorData;
}

export interface DownloadFilter {
  readonly downloadId: string;
  readonly text?: string;
  /** Without it: all. */
  readonly result?: DownloadResult;
}

export type DownloadColumn = 'name' | 'id' | 'packageName' | 'kind' | 'result' | 'reason';
