import type { Flow } from '../content/artifact/flow.ts';
import { type Paired, pairUp } from './values.ts';

/** Flows that are the same one on both sides: by file, and then in their order, since a file may have been renamed. */
export function pairFlows(before: readonly Flow[], after: readonly Flow[]): Paired<Flow> {
  return pairUp(before, after, [({ file }) => file, () => '']);
}
