import { groupBy } from '../../src-shared/group-by.ts';
import type { ArtifactKind } from '../../src-shared/model/content.ts';
import type { DownloadReason } from '../../src-shared/model/downloads.ts';
import type { Library } from '../library/library.ts';
import {
  type DownloadRecord,
  type Outcome,
  packageKind,
  type StoredItem,
  storedItems,
} from './download-records.ts';
import { knownPackages, type ListedArtifact, listedArtifactsOf } from './known-packages.ts';
import { type KnownPackage, type Order, orderOf } from './plan-packages.ts';

/** What is left to do for one package of a run. */
export interface Work {
  readonly order: Order;
  /** The package itself, where all of it is wanted. */
  readonly pack: StoredItem | undefined;
  /** Its artifacts that wait. */
  readonly items: readonly StoredItem[];
  /** Those that have to be asked for. */
  readonly stale: readonly StoredItem[];
  /** What needs no request: contents that are home, and packages that are not exported. */
  readonly known: readonly Outcome[];
}

/** Plans what waits in a run from what the library knows now: what came home since is not asked for again. */
export async function workOf(
  library: Library,
  { id, isWhole, mode }: Pick<DownloadRecord, 'id' | 'isWhole' | 'mode'>,
  signal: AbortSignal,
): Promise<readonly Work[]> {
  const waiting = await storedItems(
    library,
    "WHERE download_id = ? AND result = 'waiting' ORDER BY package_name COLLATE NOCASE, package_id, kind, id",
    [id],
    signal,
  );
  const groups = groupBy(waiting, ({ packageId }) => packageId);
  const packages = await knownPackages(library, [...groups.keys()], signal);
  const artifacts = waiting
    .filter(({ kind }) => kind !== packageKind)
    .map((item) => ({ kind: item.kind as ArtifactKind, id: item.id }));
  const listed = await listedArtifactsOf(library, { of: 'artifacts', artifacts }, signal);
  const byKey = new Map(listed.map((artifact) => [keyOf(artifact), artifact]));
  return [...groups].map(([packageId, group]) => {
    const pack = group.find(({ kind }) => kind === packageKind);
    const items = group.filter(({ kind }) => kind !== packageKind);
    const wanted = items.map((item) => ({
      kind: item.kind as ArtifactKind,
      id: item.id,
      isHome: byKey.get(keyOf(item))?.isHome === true,
    }));
    const known = packages.get(packageId) ?? gone(packageId, group[0]?.packageName ?? packageId);
    const order = orderOf(known, wanted, isWhole && pack !== undefined, mode);
    const keys = new Set(order.stale.map(keyOf));
    const stale = items.filter((item) => keys.has(keyOf(item)));
    const work = { order, pack, items, stale };
    return { ...work, known: knownOutcomes(work, byKey, known.exportSha256) };
  });
}

export function keyOf({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind} ${id}`;
}

function knownOutcomes(
  { order, pack, items, stale }: Omit<Work, 'known'>,
  listed: ReadonlyMap<string, ListedArtifact>,
  exportSha256: string | undefined,
): readonly Outcome[] {
  const { way, reason, losesUnlisted } = order.plan;
  const home = items
    .filter((item) => !stale.includes(item))
    .map((item): Outcome => ({
      ...item,
      result: 'home',
      way: 'home',
      sha256: listed.get(keyOf(item))?.sha256,
    }));
  if (way === 'export' || way === 'try') return home;
  const loses: DownloadReason = losesUnlisted ? { losesUnlisted } : {};
  if (way === 'refused') {
    const refused = [...(pack ? [pack] : []), ...stale];
    const why = { isConfigureOnly: true, ...loses };
    return [...home, ...refused.map((item): Outcome => ({ ...item, result: 'refused', way, reason: why }))];
  }
  if (!pack) return home;
  const said: Outcome =
    way === 'single'
      ? { ...pack, result: 'listed', way, reason: { ...(reason && { single: reason }), ...loses } }
      : { ...pack, result: 'home', way, sha256: exportSha256 };
  return [...home, said];
}

/** Not in the lists any more since the run was started. */
function gone(id: string, name: string): KnownPackage {
  const facts = { isConfigureOnly: false, hasDrafts: false, isExportRefused: false };
  return { id, name, ...facts, exportSha256: undefined };
}
