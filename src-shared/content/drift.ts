import type { Drift } from '../model/content.ts';

/** Design time and runtime differ for certain. */
export const drifted: readonly Drift[] = ['other-version', 'modified-after-deployment'];

export interface DesignState {
  /** `undefined`: a draft. */
  readonly version: string | undefined;
  /** ms since 1970; only integration flows have it. */
  readonly modifiedAt: number | undefined;
}

export interface DeployedState {
  readonly version: string;
  readonly deployedAt: number | undefined;
}

/**
 * How an artifact and what is deployed of it relate. `runtime` is `unread` where the tenant's runtime
 * was never read, `undefined` where the artifact is not deployed.
 */
export function driftOf(design: DesignState, runtime: DeployedState | 'unread' | undefined): Drift {
  if (runtime === 'unread') return 'unknown';
  if (!runtime) return 'not-deployed';
  if (design.version === undefined) return 'draft';
  if (design.version !== runtime.version) return 'other-version';
  const { modifiedAt } = design;
  const { deployedAt } = runtime;
  // An upload or a new parameter value leaves the version number as it is (catalogue 2.3).
  if (modifiedAt !== undefined && deployedAt !== undefined && modifiedAt > deployedAt) {
    return 'modified-after-deployment';
  }
  return 'same';
}
