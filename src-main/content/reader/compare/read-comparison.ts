import { compareContents } from '../../../../src-shared/compare/compare.ts';
import type { Contents } from '../../../../src-shared/compare/compare-artifacts.ts';
import type { CompareOptions, Comparison } from '../../../../src-shared/compare/difference.ts';
import type { ArtifactModel } from '../../../../src-shared/content/artifact/model.ts';
import type { ComparedFile } from '../../../../src-shared/model/compare.ts';
import { type ContentSource, readContent, readResource } from '../read-content.ts';
import { Refusal } from '../refusal.ts';
import { filePairs } from './file-pairs.ts';
import { isSameInForm } from './same-in-form.ts';

/** One side: a zip or folder, or an artifact inside a package export by its path there. */
export interface ComparedSource {
  readonly source: ContentSource;
  readonly entry?: string | undefined;
}

export interface ReadComparison {
  readonly comparison: Comparison;
  /** Files that are not equal byte for byte. */
  readonly files: readonly ComparedFile[];
}

/** Bytes of files looked into; what is beyond is compared by its sum alone. */
const budgetBytes = 64 * 1024 * 1024;

/** Reads and compares two artifacts or package exports, with a look into the files that are not equal. */
export async function readComparison(
  before: ComparedSource,
  after: ComparedSource,
  options: CompareOptions,
): Promise<ReadComparison> {
  const left = await readSide(before);
  const right = await readSide(after);
  const budget = { remaining: budgetBytes };
  const known = new Map<string | undefined, Contents>();
  const files: ComparedFile[] = [];
  for (const [a, b] of artifactPairs(left, right)) {
    const sameInForm = new Set<string>();
    for (const [x, y] of filePairs(a.model, b.model)) {
      const isSame = x !== undefined && y !== undefined && (await lookInto(a, x, b, y, budget));
      if (isSame) sameInForm.add(x.path);
      files.push({
        artifact: b.isPackaged ? { id: b.model.id, name: b.model.name } : undefined,
        path: (y ?? x)?.path ?? '',
        isBefore: x !== undefined,
        isAfter: y !== undefined,
        isSameInForm: isSame,
      });
    }
    known.set(b.isPackaged ? b.entry : undefined, { areKnown: true, sameInForm });
  }
  const nothing: Contents = { areKnown: true, sameInForm: new Set() };
  const contentsOf = (entry: string | undefined): Contents => known.get(entry) ?? nothing;
  return { comparison: compareContents(left.model, right.model, options, contentsOf), files };
}

interface Side extends ComparedSource {
  readonly model: ArtifactModel;
  /** One of several artifacts of a package that is compared as a whole. */
  readonly isPackaged: boolean;
}

async function readSide({ source, entry }: ComparedSource): Promise<Side> {
  const whole = await readContent(source);
  if (entry === undefined) return { source, entry, model: whole, isPackaged: false };
  const id = whole.entries.find(({ path }) => path === entry)?.id;
  const model = whole.artifacts.find(({ entryId }) => entryId === id);
  if (!model) throw new Refusal('no-artifact', 'The package export does not hold this artifact.');
  return { source, entry, model, isPackaged: false };
}

/** Artifacts that are compared with each other; of a package and an artifact, the one of the same id. */
function artifactPairs(left: Side, right: Side): readonly (readonly [before: Side, after: Side])[] {
  if (left.model.package === undefined || right.model.package === undefined) {
    return [[artifactIn(left, right.model.id) ?? left, artifactIn(right, left.model.id) ?? right]];
  }
  return right.model.artifacts.flatMap(({ id }) => {
    const a = artifactIn(left, id);
    const b = artifactIn(right, id);
    return a && b
      ? [
          [
            { ...a, isPackaged: true },
            { ...b, isPackaged: true },
          ] as const,
        ]
      : [];
  });
}

function artifactIn({ source, model }: Side, id: string): Side | undefined {
  const artifact = model.artifacts.find((each) => each.id === id);
  const entry = model.entries.find((each) => each.id === artifact?.entryId)?.path;
  return artifact && entry !== undefined ? { source, entry, model: artifact, isPackaged: false } : undefined;
}

type File = ArtifactModel['resources'][number];

async function lookInto(a: Side, x: File, b: Side, y: File, budget: { remaining: number }): Promise<boolean> {
  budget.remaining -= x.size + y.size;
  if (budget.remaining < 0) return false;
  const before = await readResource(a.source, x.path, a.entry);
  const after = await readResource(b.source, y.path, b.entry);
  return isSameInForm(x.type, before, after, x.path);
}
