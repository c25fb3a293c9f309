import { pairFlows } from '../../../../src-shared/compare/pair-flows.ts';
import { pairUp } from '../../../../src-shared/compare/values.ts';
import type { ArtifactModel, Resource } from '../../../../src-shared/content/artifact/model.ts';
import { isOfSystem } from '../../../../src-shared/content/artifact/resources.ts';

/** Files that are not equal byte for byte, by path; a flow may have got another file name. */
export function filePairs(
  before: ArtifactModel,
  after: ArtifactModel,
): readonly (readonly [before: Resource | undefined, after: Resource | undefined])[] {
  const flows = pairFlows(before.flows, after.flows).pairs;
  const { pairs, removed, added } = pairUp(partsOf(before), partsOf(after), [
    ({ path }) => path,
    ({ path }) => flows.find(([a, b]) => a.file === path || b.file === path)?.[1].file,
  ]);
  return [
    ...pairs.filter(([a, b]) => a.checksum !== b.checksum || a.size !== b.size),
    ...removed.map((a) => [a, undefined] as const),
    ...added.map((b) => [undefined, b] as const),
  ];
}

function partsOf({ resources }: ArtifactModel): readonly Resource[] {
  return resources.filter(({ path }) => !isOfSystem(path));
}
