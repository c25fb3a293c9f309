import type { Flow } from './flow.ts';
import type { MessageMapping, ValueMapping } from './mapping.ts';
import type { PackageEntry, PackageFacts } from './package.ts';
import type { Parameter } from './parameters.ts';
import type { Reference } from './references.ts';

/**
 * One artifact or package export, read from a zip or a folder (catalogue section 5). Plain data: it crosses processes as JSON
 * (`model-text.ts`) and is printed so by `npm run inspect`; docs/inspect.md explains every field.
 */
export interface ArtifactModel {
  /** Kind as SAP-BundleType names it, `IntegrationPackage` for a package export; an open set. */
  readonly kind: string;
  /** The kind in SAP's words, such as `Integration Flow`. */
  readonly kindName: string;
  readonly id: string;
  readonly name: string;
  /** As in the manifest, such as `1.0.3`; empty where nothing says one. */
  readonly version: string;
  readonly description: string | undefined;
  /** All manifest headers, unfolded. */
  readonly manifest: readonly ManifestHeader[];
  readonly flows: readonly Flow[];
  readonly parameters: readonly Parameter[];
  readonly references: readonly Reference[];
  readonly resources: readonly Resource[];
  readonly valueMappings: readonly ValueMapping[];
  readonly messageMappings: readonly MessageMapping[];
  /** Of package exports only. */
  readonly package: PackageFacts | undefined;
  /** What `resources.cnt` lists, also what has no file in the export. */
  readonly entries: readonly PackageEntry[];
  /** Artifacts inside a package export, in the order of its list. */
  readonly artifacts: readonly PackagedArtifact[];
  readonly warnings: readonly Warning[];
}

export interface PackagedArtifact extends ArtifactModel {
  /** `id` of its PackageEntry. */
  readonly entryId: string;
}

export interface ManifestHeader {
  readonly name: string;
  /** Without folds; directives and attributes are still in it. */
  readonly value: string;
}

/** A file of the artifact. */
export interface Resource {
  /** Inside the artifact, with forward slashes; what `readResource` takes. */
  readonly path: string;
  readonly name: string;
  /** Kind of folder below src/main/resources, such as `script`; `''` for files outside of it. */
  readonly folder: string;
  readonly type: ResourceType;
  /** Bytes, unpacked. */
  readonly size: number;
  /** CRC-32 of the content in eight hex digits: equal content has equal sums. */
  readonly checksum: string;
}

export type ResourceType =
  | 'flow'
  | 'groovy'
  | 'javascript'
  | 'xslt'
  | 'message-mapping'
  | 'operation-mapping'
  | 'value-mapping'
  | 'xsd'
  | 'wsdl'
  | 'edmx'
  | 'json'
  | 'xml'
  | 'properties'
  | 'parameter-definitions'
  | 'manifest'
  | 'java'
  | 'archive'
  | 'image'
  | 'text'
  | 'other';

/** Something unexpected that did not keep the artifact from being read. */
export interface Warning {
  readonly code: WarningCode;
  /** A sentence for a person. */
  readonly message: string;
  /** Path of the file it is about. */
  readonly file: string | undefined;
}

export type WarningCode =
  | 'manifest-missing'
  | 'manifest-incomplete'
  | 'flow-missing'
  | 'flow-without-diagram'
  | 'flow-element-without-id'
  | 'flow-duplicate-id'
  | 'flow-broken-link'
  | 'file-too-large'
  | 'mapping-unreadable'
  | 'parameters-unreadable'
  | 'definitions-unreadable'
  | 'value-mapping-unreadable'
  | 'package-list-unreadable'
  | 'package-entry-unreadable'
  | 'names-differ-in-case'
  | 'zip-within-file';
