import { handWrittenPackages } from './areas/all-packages.ts';
import { assemblePackage } from './assemble.ts';
import type { ContentOptions, DemoContent } from './model.ts';
import { orphans } from './orphans.ts';
import { deployAll } from './runtime.ts';
import { trafficFlows } from './traffic.ts';
import { withVolume } from './volume/volume.ts';

/** The whole content of the demo tenant. The same options give the same content, byte for byte. */
export function createContent(options: ContentOptions): DemoContent {
  const seeds = withVolume(handWrittenPackages.slice(0, options.written), options);
  const { now } = options;
  const deployed = deployAll(seeds, now);
  const forgotten = orphans(now);
  return {
    packages: seeds.map((seed) => assemblePackage(seed, now)),
    runtimeArtifacts: [...deployed.runtimeArtifacts, ...forgotten.runtimeArtifacts],
    endpoints: [...deployed.endpoints, ...forgotten.endpoints],
    flows: [...trafficFlows(seeds), ...forgotten.flows],
  };
}
