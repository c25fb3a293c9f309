import type {
  ArtifactColumn,
  ArtifactCounts,
  ArtifactDetails,
  ArtifactFilter,
  ArtifactKind,
  ArtifactRow,
  ListState,
  PackageDetails,
  PackageNode,
} from '../model/content.ts';
import type { RowWindow, WindowOf } from '../model/rows.ts';
import { call, type Nothing, topic } from './call.ts';

interface One {
  readonly connectionId: string;
}
interface OneArtifact extends One {
  readonly kind: ArtifactKind;
  readonly artifactId: string;
}

/** Packages and artifacts, design time. All answers come from the library. */
export const content = {
  state: call<One, ListState>(),
  /** All packages with counts; at most a few thousand small nodes. */
  packages: call<One & { readonly text?: string }, readonly PackageNode[]>(),
  artifacts: call<WindowOf<ArtifactFilter, ArtifactColumn>, RowWindow<ArtifactRow>>(),
  counts: call<One & { readonly filter: ArtifactFilter }, ArtifactCounts>(),
  package: call<One & { readonly packageId: string }, PackageDetails>(),
  artifact: call<OneArtifact, ArtifactDetails>(),
  /** Reads configurations and runtime error of one artifact from the tenant into the library. */
  refreshArtifact: call<OneArtifact, Nothing>(),
  /** Asks where to save, then saves the artifact's zip; `undefined`: the person cancelled. */
  download: call<OneArtifact, { readonly file: string } | undefined>(),
  /** Starts or joins the sync of packages, artifacts, runtime and endpoints. `verify` reads everything again. */
  refresh: call<One & { readonly mode: 'changed' | 'verify' }, { readonly jobId: string }>(),
  changed: topic<One>(),
};
