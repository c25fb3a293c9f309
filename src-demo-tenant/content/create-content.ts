import { orderToCash } from './areas/order-to-cash.ts';
import { assemblePackage } from './assemble.ts';
import type { ContentOptions, DemoContent } from './model.ts';
import { deployAll } from './runtime.ts';
import type { PackageSeed } from './seed.ts';
import { trafficFlows } from './traffic.ts';

const handWritten: readonly PackageSeed[] = [orderToCash];

/** The whole content of the demo tenant. The same options give the same content, byte for byte. */
export function createContent(options: ContentOptions): DemoContent {
  const seeds = handWritten;
  return {
    packages: seeds.map((seed) => assemblePackage(seed, options.now)),
    ...deployAll(seeds, options.now),
    flows: trafficFlows(seeds),
  };
}
