import { pairUp } from '../../src-shared/compare/values.ts';
import type { ArtifactModel, Resource } from '../../src-shared/content/artifact/model.ts';

/** Files that are not equal byte for byte, by path; the one flow of an artifact may have got another file name. */
export function filePairs(
  before: ArtifactModel,
  after: ArtifactModel,
): readonly (readonly [before: Resource | undefined, after: Resource | undefined])[] {
  const { pairs, removed, added } = pairUp(before.resources, after.resources, [
    ({ path }) => path,
    ({ type, path }) =>
      type === 'flow' && (path === before.flows[0]?.file || path === after.flows[0]?.file) ? type : undefined,
  ]);
  return [
    ...pairs.filter(([a, b]) => a.checksum !== b.checksum || a.size !== b.size),
    ...removed.map((a) => [a, undefined] as const),
    ...added.map((b) => [undefined, b] as const),
  ];
}
