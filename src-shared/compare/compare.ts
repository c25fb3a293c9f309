import type { ArtifactModel } from '../content/artifact/model.ts';
import { compareArtifacts, type Contents, modelsOnly } from './compare-artifacts.ts';
import { comparePackages } from './compare-packages.ts';
import {
  type CompareOptions,
  type Comparison,
  type Difference,
  type Found,
  semanticOnly,
} from './difference.ts';
import { shortened } from './values.ts';

/** More are not told: who reads them compares two things that have nothing in common. */
const most = 5_000;

/**
 * Compares two artifacts, or two package exports. Of a package and an artifact: the artifact of the same id inside.
 * `contentsOf` says what is known of the files of an artifact; by its path in the export inside a package.
 */
export function compareContents(
  before: ArtifactModel,
  after: ArtifactModel,
  options: CompareOptions = semanticOnly,
  contentsOf: (entry: string | undefined) => Contents = () => modelsOnly,
): Comparison {
  const isPackage = before.package !== undefined && after.package !== undefined;
  const left = isPackage ? before : insideOf(before, after.id);
  const right = isPackage ? after : insideOf(after, before.id);
  const all = (
    isPackage
      ? comparePackages(left, right, options, contentsOf)
      : compareArtifacts(left, right, options, contentsOf(undefined))
  ).map(whole);
  return {
    before: side(left),
    after: side(right),
    differences: all.slice(0, most),
    isCut: all.length > most,
  };
}

function insideOf(model: ArtifactModel, id: string): ArtifactModel {
  return model.artifacts.find((artifact) => artifact.id === id) ?? model;
}

function side({ kind, kindName, id, name, version }: ArtifactModel): Comparison['before'] {
  return { kind, kindName, id, name, version };
}

function whole({ place, part = '', looksSecret = false, ...found }: Found): Difference {
  return {
    ...found,
    part,
    before: found.before === undefined ? undefined : shortened(found.before),
    after: found.after === undefined ? undefined : shortened(found.after),
    looksSecret,
    place: {
      artifact: place?.artifact,
      file: place?.file,
      before: place?.before ?? [],
      after: place?.after ?? [],
    },
  };
}
