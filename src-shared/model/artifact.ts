import type { ArtifactModel } from '../content/artifact/model.ts';
import type { ReferenceType, ReferenceUse } from '../content/artifact/references.ts';
import type { ErrorData } from '../errors.ts';
import type { ArtifactKind } from './content.ts';

/** An artifact of a tenant. */
export interface TenantArtifact {
  readonly connectionId: string;
  readonly kind: ArtifactKind;
  readonly artifactId: string;
}

/** Where content lies that can be looked into. */
export type ContentPlace = TenantPlace | FilePlace;

export interface TenantPlace extends TenantArtifact {
  readonly of: 'tenant';
  /** One of the contents kept in the library; without it the newest, read from the tenant where that may have changed. */
  readonly sha256?: string;
}

export interface FilePlace {
  readonly of: 'file';
  /** Stands for the path of a file or folder that the person opened; paths themselves are main's alone. */
  readonly token: string;
  /** `PackageEntry.id` of an artifact inside a package export. */
  readonly entryId?: string;
}

export interface OpenedContent {
  readonly model: ArtifactModel;
  /** Of the zip; `undefined` for files and folders. */
  readonly sha256: string | undefined;
  /** When the tenant last handed it out or the file was changed, ms since 1970. */
  readonly seenAt: number;
  /** Why the tenant did not answer, where what was kept before is shown in its place. */
  readonly notRead: ErrorData | undefined;
  /** Of files only. */
  readonly file: OpenedFile | undefined;
}

/** How it crosses to the window. */
export interface HandedContent extends Omit<OpenedContent, 'model'> {
  /** By `toModelText`. */
  readonly modelText: string;
}

/** One content of an artifact, as it was seen at some time. */
export interface KeptContent {
  readonly sha256: string;
  /** `undefined`: a draft. */
  readonly version: string | undefined;
  readonly bytes: number;
  /** ms since 1970. */
  readonly firstSeenAt: number;
  readonly seenAt: number;
}

/** A file of the artifact, as far as it can be shown. */
export type ResourceContent =
  | { readonly shape: 'text'; readonly text: string; readonly bytes: number; readonly isCut: boolean }
  | { readonly shape: 'image'; readonly mime: string; readonly data: Uint8Array; readonly bytes: number }
  /** `data` is its beginning. */
  | { readonly shape: 'binary'; readonly data: Uint8Array; readonly bytes: number };

/** A line that holds the text looked for. */
export interface FoundLine {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** Cut around what was found. */
  readonly text: string;
  /** Where in `text` it stands. */
  readonly from: number;
  readonly to: number;
}

export interface FoundLines {
  readonly lines: readonly FoundLine[];
  /** More were there. */
  readonly isCut: boolean;
}

/** Another artifact of the library that names the same thing, or the artifact itself. */
export interface RelatedArtifact {
  readonly kind: ArtifactKind;
  readonly artifactId: string;
  readonly name: string;
  readonly type: ReferenceType;
  /** What both name, such as the address of a ProcessDirect. */
  readonly thing: string;
  readonly use: ReferenceUse;
}

export interface Relations {
  readonly related: readonly RelatedArtifact[];
  /** How many artifacts of the library have been looked into, of how many it lists. */
  readonly known: number;
  readonly listed: number;
}

/** A file or folder that the person opened. */
export interface OpenedFile {
  readonly token: string;
  readonly name: string;
  /** For a person to tell files of one name apart. */
  readonly path: string;
  /** ms since 1970. */
  readonly openedAt: number;
}
