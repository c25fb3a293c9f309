import type { Property } from '../content/artifact/flow.ts';
import { looksSecret } from '../content/looks-secret.ts';
import type { Change, Difference, DifferenceKind, Found, Place } from './difference.ts';
import { changeOf } from './difference.ts';
import { derivedKeys, rowText, versionKeys } from './flow-graph.ts';
import { pairUp, plainText } from './values.ts';

interface PropertyOwner {
  readonly subject: string;
  readonly place: Partial<Place>;
  readonly property: DifferenceKind;
  /** Kind of a change of version, where the owner has one. */
  readonly version?: DifferenceKind;
  /** Keys that are told under another kind. */
  readonly skip?: ReadonlySet<string>;
  /** Whether two values are ids of one and the same element. */
  readonly isSameElement: (before: string, after: string) => boolean;
  /** Name of the element that a value is the id of. */
  readonly nameOf: (side: 'before' | 'after', value: string) => string | undefined;
}

/** Differences of two lists of properties, tables row by row. */
export function compareProperties(
  before: readonly Property[],
  after: readonly Property[],
  owner: PropertyOwner,
): readonly Found[] {
  const found: Found[] = [];
  const left = new Map(before.map((property) => [property.key, property]));
  const right = new Map(after.map((property) => [property.key, property]));
  let versions = false;
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const a = left.get(key);
    const b = right.get(key);
    if (derivedKeys.has(key) || owner.skip?.has(key) || isSame(a, b, owner)) continue;
    if (versionKeys.has(key) && owner.version) {
      versions = true;
      continue;
    }
    found.push(...compareProperty(a, b, owner));
  }
  if (versions && owner.version) {
    found.push(change(owner, owner.version, 'Version', versionOf(left), versionOf(right)));
  }
  return found;
}

/** A property that is missing says what an empty one says: editors write them when they are touched. */
function isSame(a: Property | undefined, b: Property | undefined, { isSameElement }: PropertyOwner): boolean {
  const before = plainText(a?.value ?? '');
  const after = plainText(b?.value ?? '');
  return before === after || (a !== undefined && b !== undefined && isSameElement(before, after));
}

function compareProperty(
  a: Property | undefined,
  b: Property | undefined,
  owner: PropertyOwner,
): readonly Found[] {
  const { key, label } = b ?? a ?? { key: '', label: '' };
  const isTable = (each: Property | undefined): boolean =>
    each === undefined || each.rows !== undefined || each.value.trim() === '';
  if ((a?.rows ?? b?.rows) && isTable(a) && isTable(b)) return compareTables(label, a, b, owner);
  const shown = (side: 'before' | 'after', each: Property | undefined): string | undefined =>
    each && (owner.nameOf(side, each.value) ?? plainText(each.value));
  const isSecret = looksSecret(key, '') || looksSecret(label, '');
  return [
    { ...change(owner, owner.property, label, shown('before', a), shown('after', b)), looksSecret: isSecret },
  ];
}

function compareTables(
  label: string,
  a: Property | undefined,
  b: Property | undefined,
  owner: PropertyOwner,
): readonly Found[] {
  type Row = NonNullable<Property['rows']>[number];
  const { pairs, removed, added } = pairUp<Row>(a?.rows ?? [], b?.rows ?? [], [rowText, rowName]);
  const row = (before: Row | undefined, after: Row | undefined): Found => {
    const name = rowName(after ?? before ?? []) ?? '';
    const part = name === '' ? label : `${label} "${name}"`;
    return {
      ...change(owner, owner.property, part, rowWords(before), rowWords(after)),
      looksSecret: looksSecret(name, ''),
    };
  };
  return [
    ...pairs.filter(([x, y]) => rowText(x) !== rowText(y)).map(([x, y]) => row(x, y)),
    ...removed.map((x) => row(x, undefined)),
    ...added.map((y) => row(undefined, y)),
  ];
}

const naming = /^(?:.*[._ ])?(?:name|key|id|prefix|alias)$/i;

/** What tells a row apart for a person: its name, else its first cell. */
function rowName(row: NonNullable<Property['rows']>[number]): string | undefined {
  const cell = row.find(({ id, value }) => id !== undefined && naming.test(id) && value !== '') ?? row[0];
  return cell?.value === '' ? undefined : cell?.value;
}

function rowWords(row: NonNullable<Property['rows']>[number] | undefined): string | undefined {
  const name = row && rowName(row);
  return row
    ?.filter(({ value }) => value !== '' && value !== name)
    .map(({ id, value }) => (id === undefined ? value : `${id}: ${value}`))
    .join(', ');
}

/** An empty value against none is no change of its own. */
function change(
  { subject, place }: PropertyOwner,
  kind: DifferenceKind,
  part: string,
  before: string | undefined,
  after: string | undefined,
): Found & Pick<Difference, 'part'> {
  const made: Change = changeOf(before, after) ?? 'changed';
  return { kind, change: made, subject, part, before, after, place };
}

function versionOf(properties: ReadonlyMap<string, Property>): string {
  const variant = /version::([\d.]+)/.exec(properties.get('cmdVariantUri')?.value ?? '')?.[1];
  return variant ?? properties.get('componentVersion')?.value ?? '';
}
