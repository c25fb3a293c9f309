import type { ArtifactId, DownloadMode, PlannedPackage } from '../../src-shared/model/downloads.ts';

/** A package as lists and earlier downloads know it. */
export interface KnownPackage {
  readonly id: string;
  readonly name: string;
  readonly isConfigureOnly: boolean;
  /** Also of artifacts that are not wanted: one of them keeps the package from being exported (catalogue 2.3). */
  readonly hasDrafts: boolean;
  /** Of the kept export, where that is of the package as the lists have it now. */
  readonly exportSha256: string | undefined;
  /** The tenant refused the export of the package as the lists have it now. */
  readonly isExportRefused: boolean;
}

export interface WantedArtifact extends ArtifactId {
  /** The library has the content that the lists speak of; never true of drafts. */
  readonly isHome: boolean;
}

export interface Order {
  readonly plan: PlannedPackage;
  /** What has to be asked for. */
  readonly stale: readonly WantedArtifact[];
}

/**
 * The fewest requests for what may have changed: an export where that works, one by one where a draft or a refusal is in
 * the way. `isWhole`: all of the package is wanted, also what the API does not list.
 */
export function orderOf(
  known: KnownPackage,
  wanted: readonly WantedArtifact[],
  isWhole: boolean,
  mode: DownloadMode,
): Order {
  const { id, name } = known;
  const isVerified = mode === 'verify';
  const stale = wanted.filter(({ isHome }) => isVerified || !isHome);
  const order = (way: PlannedPackage['way'], requests: number, reason?: PlannedPackage['reason']): Order => ({
    plan: {
      id,
      name,
      way,
      reason,
      artifacts: wanted.length,
      home: wanted.length - stale.length,
      requests,
      losesUnlisted: isWhole && (way === 'refused' || (way === 'single' && reason !== 'few')),
    },
    stale,
  });
  const singly = (reason: PlannedPackage['reason']): Order => order('single', stale.length, reason);
  const isUnasked = stale.length === 0 && !isVerified;
  if (known.isConfigureOnly) {
    if (isUnasked && (!isWhole || known.exportSha256 !== undefined)) return order('home', 0);
    return known.isExportRefused && !isVerified ? order('refused', 0) : order('try', 1);
  }
  if (known.hasDrafts) return singly('draft');
  if (known.isExportRefused && !isVerified) return singly('export-refused');
  if (isWhole) return isUnasked && known.exportSha256 !== undefined ? order('home', 0) : order('export', 1);
  if (stale.length === 0) return order('home', 0);
  return stale.length === 1 ? singly('few') : order('export', 1);
}
