import type { ArtifactModel, ManifestHeader } from '../content/artifact/model.ts';
import { changeOf, type CompareOptions, type Found } from './difference.ts';
import { found, valueChange } from './found.ts';
import { pairUp } from './values.ts';

/** Headers that the model's identity tells, or that say nothing of the content. */
const toldElsewhere = new Set([
  'manifest-version',
  'bundle-manifestversion',
  'bundle-name',
  'bundle-symbolicname',
  'bundle-version',
  'bundle-description',
  'sap-bundletype',
]);
/** Copies of the identity and times, written with each save or export. */
const stamps = new Set([
  'origin-bundle-name',
  'origin-bundle-symbolicname',
  'origin-bundle-version',
  'origin-modifieddate',
  'bnd-lastmodified',
  'created-by',
  'build-jdk',
  'built-by',
  'tool',
]);
const lists = new Set([
  'require-capability',
  'require-bundle',
  'provide-capability',
  'import-package',
  'export-package',
]);
const packages = new Set(['import-package', 'export-package']);

/** Headers of META-INF/MANIFEST.MF, in any order and fold; dependencies one by one. */
export function compareManifests(
  before: ArtifactModel,
  after: ArtifactModel,
  options: CompareOptions,
): readonly Found[] {
  const key = ({ name }: ManifestHeader): string => name.toLowerCase();
  const left = new Map(before.manifest.map((header) => [key(header), header]));
  const right = new Map(after.manifest.map((header) => [key(header), header]));
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((header) => {
    const a = left.get(header);
    const b = right.get(header);
    if (toldElsewhere.has(header) || a?.value === b?.value) return [];
    const name = b?.name ?? a?.name ?? header;
    if (stamps.has(header)) {
      return options.stamps
        ? valueChange(manifest, 'stamp', `manifest ${name}`, 'Value', a?.value, b?.value)
        : [];
    }
    if (lists.has(header)) return compareList(name, packages.has(header), a?.value ?? '', b?.value ?? '');
    return valueChange(manifest, 'manifest-header', `manifest ${name}`, 'Value', a?.value, b?.value);
  });
}

const manifest = { file: 'META-INF/MANIFEST.MF' };

interface Clause {
  readonly name: string;
  /** Attributes and directives, sorted. */
  readonly rest: string;
}

function compareList(header: string, isPackages: boolean, before: string, after: string): readonly Found[] {
  const { pairs, removed, added } = pairUp(clausesOf(before), clausesOf(after), [
    ({ name, rest }) => `${name};${rest}`,
    ({ name }) => name,
  ]);
  const changed = pairs.filter(([a, b]) => a.rest !== b.rest);
  // Java packages are the editor's business, and come by the dozen.
  if (isPackages) {
    const names = (clauses: readonly Clause[]): string | undefined =>
      clauses.length === 0
        ? undefined
        : clauses
            .map(({ name }) => name)
            .sort()
            .join(', ');
    const x = names([...removed, ...changed.map(([a]) => a)]);
    const y = names([...added, ...changed.map(([, b]) => b)]);
    const change = changeOf(x, y) ?? (x === undefined ? undefined : 'changed');
    return change
      ? [found(manifest, 'dependency-changed', change, `manifest ${header}`, 'Java packages', x, y)]
      : [];
  }
  const subject = ({ name }: Clause): string => `dependency "${name}"`;
  const words = ({ rest }: Clause): string => rest;
  return [
    ...removed.map((a) =>
      found(manifest, 'dependency-removed', 'removed', subject(a), '', words(a), undefined),
    ),
    ...added.map((b) => found(manifest, 'dependency-added', 'added', subject(b), '', undefined, words(b))),
    ...changed.map(([a, b]) =>
      found(manifest, 'dependency-changed', 'changed', subject(b), 'Attributes', a.rest, b.rest),
    ),
  ];
}

/** Clauses of a header, split at commas outside of quotes; so are their attributes at semicolons. */
function clausesOf(value: string): readonly Clause[] {
  return Array.from(value.matchAll(/(?:"[^"]*"|[^",])+/g), ([clause]) => clause.trim())
    .filter((clause) => clause !== '')
    .map((clause) => {
      const [name = '', ...rest] = Array.from(clause.matchAll(/(?:"[^"]*"|[^";])+/g), ([part]) =>
        part.trim(),
      );
      return { name, rest: rest.sort().join('; ') };
    });
}
