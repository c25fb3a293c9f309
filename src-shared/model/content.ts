import type { ErrorData } from '../errors.ts';

export const artifactKinds = [
  'IntegrationFlow',
  'MessageMapping',
  'ValueMapping',
  'ScriptCollection',
  'DataType',
  'MessageType',
  'FaultMessageType',
  'ServiceInterface',
] as const;
export type ArtifactKind = (typeof artifactKinds)[number];

/** Kinds that exist in packages but are not listed by the public API (catalogue 2.3). */
export const unlistedKinds = [
  'REST APIs',
  'SOAP APIs',
  'OData APIs',
  'API proxies',
  'MCP servers',
  'function libraries',
  'imported archives',
] as const;

/** How design time and runtime relate. `unknown`: the runtime has not been read. */
export type Drift =
  | 'same'
  | 'other-version'
  | 'draft'
  | 'modified-after-deployment'
  | 'not-deployed'
  | 'unknown';

export interface ArtifactRow {
  readonly kind: ArtifactKind;
  readonly id: string;
  readonly name: string;
  readonly packageId: string;
  readonly packageName: string;
  /** Number form, or `undefined` for a draft. */
  readonly version: string | undefined;
  readonly modifiedBy: string | undefined;
  /** ms since 1970; only integration flows have it (catalogue 2.3). */
  readonly modifiedAt: number | undefined;
  readonly deployedVersion: string | undefined;
  /** As the runtime names it: STARTED, STARTING, ERROR, STOPPING; an open set. */
  readonly deployedStatus: string | undefined;
  readonly deployedBy: string | undefined;
  readonly deployedAt: number | undefined;
  readonly drift: Drift;
}

export type ArtifactChip = 'all' | 'drift' | 'error' | 'draft' | 'not-deployed';

export interface ArtifactFilter {
  readonly packageId?: string;
  readonly kind?: ArtifactKind;
  /** Part of name or id, case-insensitive. */
  readonly text?: string;
  readonly chip: ArtifactChip;
}

export type ArtifactColumn =
  | 'name'
  | 'id'
  | 'packageName'
  | 'kind'
  | 'version'
  | 'deployedVersion'
  | 'deployedStatus'
  | 'drift'
  | 'modifiedBy'
  | 'modifiedAt';

/** Counts for the chips, for the same package, kind and text. */
/** What only the runtime tells is `undefined` where that was never read. */
export type ArtifactCounts = Readonly<
  Record<'all' | 'draft', number> & Record<Exclude<ArtifactChip, 'all' | 'draft'>, number | undefined>
>;

export interface PackageNode {
  readonly id: string;
  readonly name: string;
  /** EDIT_ALLOWED or READ_ONLY (configure-only, catalogue 2.3). */
  readonly mode: string;
  /** Listed artifacts by kind; only kinds that occur. */
  readonly counts: Readonly<Partial<Record<ArtifactKind, number>>>;
  readonly errors: number;
  readonly drifts: number;
}

export interface PackageDetails {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly vendor: string;
  readonly mode: string;
  readonly shortText: string;
  /** HTML from the tenant, already reduced to a short list of harmless elements by main. */
  readonly descriptionHtml: string;
  readonly createdBy: string;
  readonly createdAt: number | undefined;
  readonly modifiedBy: string;
  readonly modifiedAt: number | undefined;
  readonly updateAvailable: boolean;
  /** All other properties as name and text, in display order. */
  readonly properties: readonly { readonly name: string; readonly value: string }[];
  readonly artifacts: ArtifactCounts;
  readonly webUiUrl: string | undefined;
}

export interface ConfigurationRow {
  readonly key: string;
  readonly value: string;
  readonly dataType: string;
  readonly description: string;
  /** The key looks like a secret: masked until shown. */
  readonly looksSecret: boolean;
}

export interface EndpointRow {
  readonly id: string;
  readonly protocol: string;
  readonly title: string;
  readonly entryPoints: readonly {
    readonly name: string;
    readonly url: string;
    readonly type: string;
  }[];
}

export interface ArtifactDetails {
  readonly row: ArtifactRow;
  readonly description: string;
  readonly sender: string;
  readonly receiver: string;
  readonly createdBy: string | undefined;
  readonly createdAt: number | undefined;
  readonly packageMode: string;
  /** `undefined`: not read yet (integration flows only have configurations). */
  readonly configurations: readonly ConfigurationRow[] | undefined;
  readonly endpoints: readonly EndpointRow[];
  /** Readable error texts of the deployed artifact in state ERROR; `undefined`: not read or none. */
  readonly runtimeErrors: readonly string[] | undefined;
  readonly webUiUrl: string | undefined;
}

/** Where a list stands; shown above each list, so that nobody takes a part for the whole. */
export interface ListState {
  /** ms since 1970 of the last complete read; `undefined`: never. */
  readonly syncedAt: number | undefined;
  readonly syncing: boolean;
  /** Why the last read failed, until one succeeds. */
  readonly error: ErrorData | undefined;
}
