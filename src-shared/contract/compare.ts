import type { CompareOptions } from '../compare/difference.ts';
import type { ResourceContent } from '../model/artifact.ts';
import type { Compared, ComparedFlow, CompareSide } from '../model/compare.ts';
import { call } from './call.ts';

interface Sides {
  readonly before: CompareSide;
  readonly after: CompareSide;
}
interface InArtifact extends Sides {
  /** In a comparison of packages: id of the artifact. */
  readonly artifactId?: string;
}

/** Comparing any two artifacts or packages. What `run` read is what the other calls speak of. */
export const compare = {
  /** Reads both sides anew and compares them. */
  run: call<Sides & { readonly options: CompareOptions }, Compared>(),
  /** The flows, each as it is on either side; `undefined` where that has none. */
  flows: call<InArtifact, readonly ComparedFlow[]>(),
  /** One file of either side; `undefined` where that has none. */
  texts: call<
    InArtifact & { readonly path: string },
    { readonly before: ResourceContent | undefined; readonly after: ResourceContent | undefined }
  >(),
  /** Asks where to save it for a change ticket; `undefined`: the person cancelled. */
  save: call<
    Sides & { readonly options: CompareOptions; readonly format: 'markdown' | 'html' },
    { readonly file: string } | undefined
  >(),
};
