/** One thing that is not the same on both sides. Plain data: crosses processes and is printed as JSON. */
export interface Difference {
  /** Stable; docs/compare.md lists them. */
  readonly kind: DifferenceKind;
  readonly change: Change;
  /** What differs, such as `step "Map order" (Message Mapping)`. */
  readonly subject: string;
  /** Which part of it, in the editor's words, such as `Address`; empty for the whole. */
  readonly part: string;
  /** Value on either side; `undefined` where there is none. Long ones end with `…`. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** The values look like secrets: to be masked until asked for, and in every export. */
  readonly looksSecret: boolean;
  readonly place: Place;
}

export type Change = 'added' | 'removed' | 'changed' | 'moved';

/** Where a difference is. Ids and paths are those of the side. */
export interface Place {
  /** In a comparison of packages: the artifact. */
  readonly artifact: ArtifactPlace | undefined;
  /** File it stands in. */
  readonly file: string | undefined;
  /** Elements of the flow it is about, before and after. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface ArtifactPlace {
  readonly id: string;
  readonly name: string;
}

export type DifferenceKind =
  | 'artifact-kind'
  | 'artifact-id'
  | 'artifact-name'
  | 'artifact-version'
  | 'artifact-description'
  | 'flow-added'
  | 'flow-removed'
  | 'flow-name'
  | 'flow-property'
  | 'flow-details'
  | 'process-added'
  | 'process-removed'
  | 'process-name'
  | 'process-property'
  | 'participant-added'
  | 'participant-removed'
  | 'participant-name'
  | 'participant-property'
  | 'step-added'
  | 'step-removed'
  | 'step-name'
  | 'step-type'
  | 'step-version'
  | 'step-property'
  | 'step-place'
  | 'channel-added'
  | 'channel-removed'
  | 'channel-name'
  | 'channel-adapter'
  | 'channel-version'
  | 'channel-address'
  | 'channel-property'
  | 'channel-ends'
  | 'connection-added'
  | 'connection-removed'
  | 'route-added'
  | 'route-removed'
  | 'route-name'
  | 'route-condition'
  | 'route-property'
  | 'route-ends'
  | 'parameter-added'
  | 'parameter-removed'
  | 'parameter-value'
  | 'parameter-definition'
  | 'file-added'
  | 'file-removed'
  | 'file-changed'
  | 'file-renamed'
  | 'reference-added'
  | 'reference-removed'
  | 'values-added'
  | 'values-removed'
  | 'values-changed'
  | 'mapping-added'
  | 'mapping-removed'
  | 'mapping-message'
  | 'mapping-field'
  | 'manifest-header'
  | 'dependency-added'
  | 'dependency-removed'
  | 'dependency-changed'
  | 'package-property'
  | 'entry-added'
  | 'entry-removed'
  | 'entry-changed'
  | 'shape-moved'
  | 'element-id'
  | 'stamp';

/** What is a difference only when asked for. */
export interface CompareOptions {
  /** Shapes that stand elsewhere in the diagram. */
  readonly layout: boolean;
  /** Ids of elements that are the same otherwise. */
  readonly ids: boolean;
  /** Time stamps and counters of the tenant. */
  readonly stamps: boolean;
}

export const semanticOnly: CompareOptions = { layout: false, ids: false, stamps: false };

/** Who stands on one side. */
export interface ComparedSide {
  readonly kind: string;
  readonly kindName: string;
  readonly id: string;
  readonly name: string;
  readonly version: string;
}

export interface Comparison {
  readonly before: ComparedSide;
  readonly after: ComparedSide;
  readonly differences: readonly Difference[];
  /** More were found than are told. */
  readonly isCut: boolean;
}

/** What a part of the comparison says; the caller knows the artifact. */
export type Found = Omit<Difference, 'place' | 'looksSecret' | 'part'> & {
  readonly part?: string;
  readonly looksSecret?: boolean;
  readonly place?: Partial<Place>;
};

/** The change that two values are; `undefined` where they are equal. */
export function changeOf(before: string | undefined, after: string | undefined): Change | undefined {
  if (before === after) return undefined;
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}
