import type { ArchiveFiles } from './archive.ts';
import type { FlowDefinition, FlowFile } from './flow/flow-definition.ts';
import type { ArtifactKind, DemoRuntimeArtifact, ExportOnlyKind, ValueMapSchema } from './model.ts';
import type { UserKey } from './users.ts';

/** What is deployed of an artifact, told relative to its design time. */
export type Deployment =
  /** Not deployed. */
  | 'none'
  /** The designed version, after its last change. */
  | 'same'
  /** The designed version, but changed after deployment. */
  | 'changed'
  | {
      /** Another version than designed. */
      readonly version?: string;
      readonly status?: DemoRuntimeArtifact['Status'];
      readonly error?: NonNullable<DemoRuntimeArtifact['error']>;
    };

/** Traffic of a flow; `weight` is relative to all other flows. */
export interface TrafficSeed {
  readonly weight: number;
  readonly failureRate: number;
  readonly typicalMs: number;
  readonly messageType: string;
  readonly headers?: readonly string[];
  readonly next?: readonly string[];
}

/** What the author of an artifact says about it. */
export interface ArtifactFacts {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly version?: string;
  readonly from?: string;
  readonly to?: string;
  readonly by?: UserKey;
  /** Days since the last change; taken from the id when absent. */
  readonly age?: number;
  readonly draft?: boolean;
  readonly deployed?: Deployment;
  readonly traffic?: TrafficSeed;
}

export interface ArtifactSeed extends ArtifactFacts {
  readonly kind: ArtifactKind;
  readonly version: string;
  /** Integration flows only. */
  readonly definition: (() => FlowDefinition) | undefined;
  /** Flows of one pattern have the same elements, so their message path is computed once. */
  readonly pattern?: string;
  /** Endpoint of a generated flow, so that it need not be built to list it. */
  readonly listens?:
    | { readonly protocol: string; readonly prefix: string; readonly address: string }
    | undefined;
  readonly files: () => readonly FlowFile[];
  readonly valueMaps: () => readonly ValueMapSchema[];
  readonly zip: (time: number) => Uint8Array;
}

export interface ExportOnlySeed {
  readonly kind: ExportOnlyKind;
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly definition: (() => FlowDefinition) | undefined;
  readonly zip: (time: number) => Uint8Array;
}

export interface PackageSeed {
  readonly id: string;
  readonly name: string;
  readonly shortText: string;
  /** HTML. */
  readonly description: string;
  readonly version?: string;
  readonly vendor?: string;
  readonly mode?: 'EDIT_ALLOWED' | 'READ_ONLY';
  readonly partnerContent?: boolean;
  readonly updateAvailable?: boolean;
  readonly products?: readonly string[];
  readonly keywords?: readonly string[];
  readonly countries?: readonly string[];
  readonly industries?: readonly string[];
  readonly linesOfBusiness?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly hidden?: boolean;
  readonly by?: UserKey;
  readonly artifacts: readonly ArtifactSeed[];
  readonly exportOnly?: readonly ExportOnlySeed[];
  /** Documents of the package, with a file each in the export. */
  readonly documents?: ArchiveFiles;
  /** Links of the package, without a file in the export. */
  readonly links?: Readonly<Record<string, string>>;
}
