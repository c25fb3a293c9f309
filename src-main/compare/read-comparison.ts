import { compareContents } from '../../src-shared/compare/compare.ts';
import type { Contents } from '../../src-shared/compare/compare-artifacts.ts';
import type { Comparison, CompareOptions } from '../../src-shared/compare/difference.ts';
import type { ArtifactModel, Resource } from '../../src-shared/content/artifact/model.ts';
import { type ContentSource, readContent, readResource } from '../content/reader/read-content.ts';
import { isSameInForm } from './same-in-form.ts';

export interface ComparedContents {
  readonly before: ArtifactModel;
  readonly after: ArtifactModel;
  readonly comparison: Comparison;
}

/** Bytes of files looked into; what is beyond is compared by its sum alone. */
const budgetBytes = 64 * 1024 * 1024;

/** Reads and compares two artifacts or package exports, with a look into the files that are not equal. */
export async function readComparison(
  before: ContentSource,
  after: ContentSource,
  options: CompareOptions,
): Promise<ComparedContents> {
  const left = await readContent(before);
  const right = await readContent(after);
  const budget = { remaining: budgetBytes };
  const known = new Map<string | undefined, Contents>();
  for (const [entry, a, b] of artifactPairs(left, right)) {
    const inside = { before: { source: before, ...a }, after: { source: after, ...b } };
    known.set(entry, { areKnown: true, sameInForm: await filesSameInForm(inside, budget) });
  }
  const nothing: Contents = { areKnown: true, sameInForm: new Set() };
  const comparison = compareContents(left, right, options, (entry) => known.get(entry) ?? nothing);
  return { before: left, after: right, comparison };
}

interface Inside {
  readonly model: ArtifactModel;
  /** Path of the artifact in its package export. */
  readonly entry: string | undefined;
}

/** Artifacts that are compared with each other, by the path in the export on the right. */
function artifactPairs(
  left: ArtifactModel,
  right: ArtifactModel,
): readonly (readonly [entry: string | undefined, before: Inside, after: Inside])[] {
  const isPackage = (model: ArtifactModel): boolean => model.package !== undefined;
  const inside = (model: ArtifactModel, id: string): Inside | undefined => {
    const artifact = model.artifacts.find((each) => each.id === id);
    const entry = model.entries.find((each) => each.id === artifact?.entryId)?.path;
    return artifact && { model: artifact, entry };
  };
  if (!isPackage(left) || !isPackage(right)) {
    const a = inside(left, right.id) ?? { model: left, entry: undefined };
    const b = inside(right, left.id) ?? { model: right, entry: undefined };
    return [[undefined, a, b]];
  }
  return right.artifacts.flatMap(({ id }) => {
    const a = inside(left, id);
    const b = inside(right, id);
    return a && b ? [[b.entry, a, b] as const] : [];
  });
}

interface ReadSide extends Inside {
  readonly source: ContentSource;
}

async function filesSameInForm(
  { before, after }: { readonly before: ReadSide; readonly after: ReadSide },
  budget: { remaining: number },
): Promise<ReadonlySet<string>> {
  const same = new Set<string>();
  const others = new Map(after.model.resources.map((resource) => [resource.path, resource]));
  const [flow] = after.model.flows;
  for (const resource of before.model.resources) {
    // The one flow of an artifact may have got another file name.
    const isFlow = resource.path === before.model.flows[0]?.file;
    const other = others.get(resource.path) ?? (isFlow && flow ? others.get(flow.file) : undefined);
    if (!other || isEqual(resource, other)) continue;
    budget.remaining -= resource.size + other.size;
    if (budget.remaining < 0) break;
    const a = await readResource(before.source, resource.path, before.entry);
    const b = await readResource(after.source, other.path, after.entry);
    if (isSameInForm(resource.type, a, b, resource.path)) same.add(resource.path);
  }
  return same;
}

function isEqual(a: Resource, b: Resource): boolean {
  return a.checksum === b.checksum && a.size === b.size;
}
