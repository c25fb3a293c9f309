import type { Comparison } from '../compare/difference.ts';
import type { Flow } from '../content/artifact/flow.ts';
import type { ContentPlace, TenantArtifact } from './artifact.ts';

/** What can stand on one side of a comparison. */
export type CompareSide = ContentPlace | DeployedPlace | PackagePlace;

/** What runs: as the runtime hands it out, else the content of that version which the library has seen. */
export interface DeployedPlace extends TenantArtifact {
  readonly of: 'deployed';
}

/** The export of a tenant's package. */
export interface PackagePlace {
  readonly of: 'package';
  readonly connectionId: string;
  readonly packageId: string;
}

/** Where a side came from. */
export interface SideFacts {
  /** `deployed-copy`: what the library has seen of the version that runs. */
  readonly origin: 'design-time' | 'runtime' | 'deployed-copy' | 'library' | 'package' | 'file';
  /** Name of the connection or of the file. */
  readonly from: string;
  /** When the tenant handed it out or the file was changed, ms since 1970. */
  readonly seenAt: number;
}

/** A file whose bytes are not the same on both sides. */
export interface ComparedFile {
  /** Of packages: the artifact it lies in. */
  readonly artifact: { readonly id: string; readonly name: string } | undefined;
  /** As on the side after, or before where only that has it. */
  readonly path: string;
  readonly isBefore: boolean;
  readonly isAfter: boolean;
  /** It differs by line ends, layout or ids alone. */
  readonly isSameInForm: boolean;
}

/** An integration flow as it is on either side. */
export interface ComparedFlow {
  readonly before: Flow | undefined;
  readonly after: Flow | undefined;
}

export interface Compared {
  readonly before: SideFacts;
  readonly after: SideFacts;
  readonly comparison: Comparison;
  readonly files: readonly ComparedFile[];
}
