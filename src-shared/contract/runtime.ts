import type { ListState } from '../model/content.ts';
import type { RowWindow, WindowOf } from '../model/rows.ts';
import type {
  RuntimeColumn,
  RuntimeCounts,
  RuntimeDetails,
  RuntimeFilter,
  RuntimeRow,
} from '../model/runtime.ts';
import { call, type Nothing, topic } from './call.ts';

interface One {
  readonly connectionId: string;
}

/** Deployed artifacts. All answers come from the library. */
export const runtime = {
  state: call<One, ListState>(),
  artifacts: call<WindowOf<RuntimeFilter, RuntimeColumn>, RowWindow<RuntimeRow>>(),
  counts: call<One & { readonly filter: RuntimeFilter }, RuntimeCounts>(),
  artifact: call<One & { readonly artifactId: string }, RuntimeDetails>(),
  /** Reads the error information of one artifact from the tenant into the library. */
  refreshArtifact: call<One & { readonly artifactId: string }, Nothing>(),
  refresh: call<One, { readonly jobId: string }>(),
  changed: topic<One>(),
};
