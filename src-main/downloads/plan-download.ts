import { groupBy } from '../../src-shared/group-by.ts';
import type { DownloadMode, DownloadPlan, DownloadScope } from '../../src-shared/model/downloads.ts';
import type { Library } from '../library/library.ts';
import { readSyncState } from '../library/sync-state.ts';
import { sentPerSecond } from '../sap/limits.ts';
import { type NewItem, packageKind } from './download-records.ts';
import { knownPackages, type ListedArtifact, listedArtifactsOf } from './known-packages.ts';
import { type KnownPackage, orderOf } from './plan-packages.ts';

/** What a scope speaks of, as the lists have it now. */
export interface WantedContents {
  /** Such as "Package Order to Cash". */
  readonly title: string;
  readonly isWhole: boolean;
  readonly packageIds: readonly string[];
  readonly items: readonly NewItem[];
}

interface Found {
  readonly isWhole: boolean;
  readonly packages: ReadonlyMap<string, KnownPackage>;
  readonly artifacts: ReadonlyMap<string, readonly ListedArtifact[]>;
}

async function found(library: Library, scope: DownloadScope, signal: AbortSignal): Promise<Found> {
  const listed = await listedArtifactsOf(library, scope, signal);
  const ids = await packageIdsOf(library, scope, listed, signal);
  return {
    isWhole: scope.of === 'tenant' || scope.of === 'packages',
    packages: await knownPackages(library, ids, signal),
    artifacts: groupBy(listed, ({ packageId }) => packageId),
  };
}

/** Packages that a scope speaks of, also those without a listed artifact. */
async function packageIdsOf(
  library: Library,
  scope: DownloadScope,
  artifacts: readonly ListedArtifact[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (scope.of === 'packages') return scope.packageIds;
  if (scope.of !== 'tenant') return [...new Set(artifacts.map(({ packageId }) => packageId))];
  const rows = await library.all<{ id: string }>('SELECT id FROM packages', [], signal);
  return rows.map(({ id }) => id);
}

/** `perSecond`: requests that the tenant takes, where that is other than documented. */
export async function downloadPlan(
  library: Library,
  {
    scope,
    mode,
    perSecond,
  }: {
    readonly scope: DownloadScope;
    readonly mode: DownloadMode;
    readonly perSecond: number | undefined;
  },
  signal: AbortSignal,
): Promise<DownloadPlan> {
  const [{ syncedAt }, { isWhole, packages, artifacts }] = await Promise.all([
    readSyncState(library, 'content', signal),
    found(library, scope, signal),
  ]);
  const planned = Array.from(
    packages.values(),
    (known) => orderOf(known, artifacts.get(known.id) ?? [], isWhole, mode).plan,
  );
  const sum = (of: 'artifacts' | 'home' | 'requests'): number =>
    planned.reduce((total, one) => total + one[of], 0);
  return {
    listedAt: syncedAt,
    packages: planned,
    artifacts: sum('artifacts'),
    home: sum('home'),
    requests: sum('requests'),
    perSecond: sentPerSecond('content', perSecond),
  };
}

export async function wantedBy(
  library: Library,
  scope: DownloadScope,
  signal: AbortSignal,
): Promise<WantedContents> {
  const { isWhole, packages, artifacts } = await found(library, scope, signal);
  const items = Array.from(packages.values()).flatMap(({ id, name }): NewItem[] => {
    const common = { packageId: id, packageName: name };
    const own = artifacts.get(id) ?? [];
    return [
      ...(isWhole ? [{ ...common, kind: packageKind, id, name }] : []),
      ...own.map((artifact) => ({ ...common, kind: artifact.kind, id: artifact.id, name: artifact.name })),
    ];
  });
  return { title: titleOf(scope, items), isWhole, packageIds: [...packages.keys()], items };
}

function titleOf({ of }: DownloadScope, items: readonly NewItem[]): string {
  if (of === 'tenant') return 'All content';
  const wanted = of === 'packages' ? items.filter(({ kind }) => kind === packageKind) : items;
  const [first] = wanted;
  if (wanted.length === 1 && first) return of === 'packages' ? `Package ${first.name}` : first.name;
  return `${wanted.length} ${of === 'packages' ? 'packages' : 'artifacts'}`;
}
