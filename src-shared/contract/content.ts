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
interface PackagesWanted extends One {
  readonly text?: string;
  readonly offset: number;
  /** At most 500. */
  readonly limit: number;
}

/** Packages and artifacts, design time. All answers come from the library. */
export const content = {
  state: call<One, ListState>(),
  /** Packages by name, with counts; with a text those whose name or one of whose artifacts contains it. */
  packages: call<PackagesWanted, RowWindow<PackageNode>>(),
  artifacts: call<WindowOf<ArtifactFilter, ArtifactColumn>, RowWindow<ArtifactRow>>(),
  counts: call<One & { readonly filter: ArtifactFilter }, ArtifactCounts>(),
  package: call<One & { readonly packageId: string }, PackageDetails>(),
  artifact: call<OneArtifact, ArtifactDetails>(),
  /** Reads configurations and runtime error of one artifact from the tenant into the library. */
  refreshArtifact: call<OneArtifact, Nothing>(),
  /** Starts or joins the sync of packages, artifacts, runtime and endpoints. `verify` reads everything again. */
  refresh: call<One & { readonly mode: 'changed' | 'verify' }, { readonly jobId: string }>(),
  changed: topic<One>(),
};
