/** What the export says of the package itself (catalogue 5.2). */
export interface PackageFacts {
  readonly shortText: string;
  readonly vendor: string;
  readonly createdBy: string;
  readonly createdAt: number | undefined;
  readonly modifiedBy: string;
  readonly modifiedAt: number | undefined;
  /** EDIT_ALLOWED or READ_ONLY. */
  readonly mode: string;
  /** Name and value of what contentmetadata.md says of the export. */
  readonly exportFacts: readonly { readonly name: string; readonly value: string }[];
}

/** One record of resources.cnt. */
export interface PackageEntry {
  readonly id: string;
  /** Id of the artifact. */
  readonly uniqueId: string;
  /** As shown; may hold characters a file system refuses. */
  readonly name: string;
  /** File name on upload. */
  readonly fileName: string;
  /** IFlow, ValueMapping, MessageMapping, ScriptCollection, File, Url, ContentPackage, …; an open set. */
  readonly resourceType: string;
  readonly version: string;
  /** HTML by strangers in general. */
  readonly description: string;
  /** Of Url records. */
  readonly url: string | undefined;
  readonly contentType: string | undefined;
  readonly createdBy: string;
  /** ms since 1970. */
  readonly createdAt: number | undefined;
  readonly modifiedBy: string;
  readonly modifiedAt: number | undefined;
  /** Path of its `<id>_content` in the export; `undefined` if it has none. */
  readonly path: string | undefined;
  /** `artifact`: see `artifacts`; `file`: a document; `none`: only listed; `unreadable`: see warnings. */
  readonly content: 'artifact' | 'file' | 'none' | 'unreadable';
}
