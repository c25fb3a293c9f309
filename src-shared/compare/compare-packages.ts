import type { ArtifactModel, PackagedArtifact } from '../content/artifact/model.ts';
import type { PackageEntry } from '../content/artifact/package.ts';
import { compareArtifacts, type Contents } from './compare-artifacts.ts';
import { sides } from './compare-parts.ts';
import type { CompareOptions, Found } from './difference.ts';
import { found, valueChange } from './found.ts';
import { pairUp } from './values.ts';

/** The package itself, what came and went, and each artifact that is on both sides. */
export function comparePackages(
  before: ArtifactModel,
  after: ArtifactModel,
  options: CompareOptions,
  contentsOf: (entry: string | undefined) => Contents,
): readonly Found[] {
  const entries = ({ entries: all }: ArtifactModel): readonly PackageEntry[] =>
    all.filter(({ resourceType }) => resourceType !== 'ContentPackage');
  const { pairs, removed, added } = pairUp(entries(before), entries(after), [
    ({ uniqueId, resourceType }) => (uniqueId === '' ? undefined : `${resourceType} ${uniqueId}`),
    ({ id }) => id || undefined,
  ]);
  const whole = (change: 'added' | 'removed', entry: PackageEntry): Found => ({
    ...found({}, `entry-${change}`, change, subjectOf(entry), '', ...sides(change, aboutEntry(entry))),
    place: { artifact: placeOf(entry) },
  });
  return [
    ...compareFacts(before, after, options),
    ...removed.map((entry) => whole('removed', entry)),
    ...added.map((entry) => whole('added', entry)),
    ...pairs.flatMap(([a, b]) => {
      const x = artifactOf(before, a);
      const y = artifactOf(after, b);
      const inside =
        x && y ? compareArtifacts(x, y, options, contentsOf(b.path)) : compareDocuments(before, after, a, b);
      const own = [...compareEntry(a, b, x !== undefined, options), ...inside];
      return own.map((each) => ({ ...each, place: { ...each.place, artifact: placeOf(b) } }));
    }),
  ];
}

function compareFacts(
  before: ArtifactModel,
  after: ArtifactModel,
  options: CompareOptions,
): readonly Found[] {
  const subject = 'package';
  const fact = (part: string, a: string | undefined, b: string | undefined): readonly Found[] =>
    valueChange({}, 'package-property', subject, part, a, b);
  return [
    ...fact('Id', before.id, after.id),
    ...fact('Name', before.name, after.name),
    ...fact('Version', before.version, after.version),
    ...fact('Description', before.description, after.description),
    ...fact('Short text', before.package?.shortText, after.package?.shortText),
    ...fact('Vendor', before.package?.vendor, after.package?.vendor),
    ...fact('Mode', before.package?.mode, after.package?.mode),
    ...(options.stamps ? stamps(subject, before.package, after.package) : []),
  ];
}

interface Stamped {
  readonly modifiedBy: string;
  readonly modifiedAt: number | undefined;
}

function stamps(subject: string, a: Stamped | undefined, b: Stamped | undefined): readonly Found[] {
  const time = (at: number | undefined): string | undefined =>
    at === undefined ? undefined : new Date(at).toISOString();
  return [
    ...valueChange({}, 'stamp', subject, 'Modified by', a?.modifiedBy, b?.modifiedBy),
    ...valueChange({}, 'stamp', subject, 'Modified at', time(a?.modifiedAt), time(b?.modifiedAt)),
  ];
}

function compareEntry(
  a: PackageEntry,
  b: PackageEntry,
  isArtifact: boolean,
  options: CompareOptions,
): readonly Found[] {
  const subject = subjectOf(b);
  const said = (part: string, x: string | undefined, y: string | undefined): readonly Found[] =>
    valueChange({}, 'entry-changed', subject, part, x, y);
  return [
    // Name and version of an artifact stand in its manifest, too.
    ...(isArtifact ? [] : [...said('Name', a.name, b.name), ...said('Version', a.version, b.version)]),
    ...said('Address', a.url, b.url),
    ...said('Description', a.description, b.description),
    ...(options.stamps ? stamps(subject, a, b) : []),
  ];
}

/** A document, by its sum; also an artifact that can be read on one side only. */
function compareDocuments(
  before: ArtifactModel,
  after: ArtifactModel,
  a: PackageEntry,
  b: PackageEntry,
): readonly Found[] {
  const sum = ({ resources }: ArtifactModel, { path }: PackageEntry): string | undefined => {
    const file = resources.find((resource) => resource.path === path);
    return file && `${file.size.toLocaleString('en')} bytes, CRC-32 ${file.checksum}`;
  };
  return valueChange({}, 'entry-changed', subjectOf(b), 'Content', sum(before, a), sum(after, b));
}

const entryWords: Readonly<Partial<Record<string, string>>> = {
  IFlow: 'integration flow',
  ValueMapping: 'value mapping',
  MessageMapping: 'message mapping',
  ScriptCollection: 'script collection',
  File: 'document',
  Url: 'link',
};

function subjectOf({ resourceType, name }: PackageEntry): string {
  return `${entryWords[resourceType] ?? resourceType} "${name}"`;
}

function aboutEntry({ version, url }: PackageEntry): string {
  return url ?? (version === '' ? '' : `version ${version}`);
}

function placeOf({ uniqueId, id, name }: PackageEntry): { readonly id: string; readonly name: string } {
  return { id: uniqueId || id, name };
}

function artifactOf(model: ArtifactModel, { id }: PackageEntry): PackagedArtifact | undefined {
  return model.artifacts.find(({ entryId }) => entryId === id);
}
