import { flowGraph } from './flow/flow-graph.ts';
import { messagePath } from './flow/message-path.ts';
import type { Path, TrafficFlow } from './model.ts';
import { isDeployed } from './runtime.ts';
import type { ArtifactSeed, PackageSeed, TrafficSeed } from './seed.ts';

/** The flows that carry messages, with shares of about 1 in all. */
export function trafficFlows(seeds: readonly PackageSeed[]): TrafficFlow[] {
  const busy = seeds.flatMap((owner) =>
    owner.artifacts.flatMap((seed) => {
      const traffic = seed.traffic;
      return traffic === undefined || !isDeployed(seed) ? [] : [{ owner, seed, traffic }];
    }),
  );
  const known = new Set(busy.map(({ seed }) => seed.id));
  const total = busy.reduce((sum, { traffic }) => sum + traffic.weight, 0);
  const paths = new Map<string, Path>();
  return busy.map(({ owner, seed, traffic }) => trafficFlow(owner, seed, traffic, total, known, paths));
}

function trafficFlow(
  owner: PackageSeed,
  seed: ArtifactSeed,
  traffic: TrafficSeed,
  total: number,
  known: ReadonlySet<string>,
  paths: Map<string, Path>,
): TrafficFlow {
  return {
    artifactId: seed.id,
    artifactName: seed.name,
    packageId: owner.id,
    packageName: owner.name,
    sender: seed.from ?? '',
    receiver: seed.to ?? '',
    applicationMessageType: traffic.messageType,
    share: traffic.weight / total,
    failureRate: traffic.failureRate,
    typicalMs: traffic.typicalMs,
    path: pathOf(seed, paths),
    customHeaders: traffic.headers ?? [],
    next: (traffic.next ?? []).filter((id) => known.has(id)),
    hidden: owner.hidden ?? false,
  };
}

export function pathOf(seed: ArtifactSeed, paths: Map<string, Path>): Path {
  if (seed.definition === undefined) return [];
  const key = seed.pattern ?? seed.id;
  const found = paths.get(key);
  if (found !== undefined) return found;
  const path = messagePath(flowGraph(seed.definition()));
  paths.set(key, path);
  return path;
}
