import type { Difference } from './difference.ts';

/** Values longer than this are not told in a line. */
const longest = 140;

/** `step "Map order" (Groovy Script): Script is new.groovy, was old.groovy`. */
export function lineOf(difference: Difference, isMasked = true): string {
  return `${difference.subject}: ${changeWords(difference, isMasked)}`;
}

/** The same beside a word for the change: what is new of a thing that came, not that it came. */
export function detailWords(difference: Difference, isMasked: boolean): string {
  const words = changeWords(difference, isMasked);
  if (difference.part !== '') return words;
  return words.slice(difference.change.length).replace(/^ \((.*)\)$/s, '$1');
}

/** What became of it, in one line. `isMasked`: values that look secret are dots. */
export function changeWords(difference: Difference, isMasked = true): string {
  const { kind, change, part } = difference;
  const [before, after] = valuesOf(difference, isMasked).map((value) => value?.trim() ?? '');
  // Sizes and sums say nothing to a person.
  if (kind === 'file-added' || kind === 'file-removed') return change;
  if (isOnlyTold(difference)) return part === '' ? change : `${part.toLowerCase()} ${change}`;
  if (kind === 'step-place') return `now in "${after ?? ''}", was in "${before ?? ''}"`;
  if (kind === 'route-ends' || kind === 'channel-ends') return `now ${after ?? ''}, was ${before ?? ''}`;
  if (part === '') {
    const value = change === 'added' ? after : before;
    return value === '' || value === undefined || !fits(value) ? change : `${change} (${value})`;
  }
  if (change === 'added') return fits(after) ? `${part} ${quoted(after)} added` : `${part} added`;
  if (change === 'removed') return fits(before) ? `${part} ${quoted(before)} removed` : `${part} removed`;
  return fits(before) && fits(after)
    ? `${part} is ${quoted(after)}, was ${quoted(before)}`
    : `${part} changed`;
}

export const mask = '••••••';

/** Both values, masked if they look secret. */
export function valuesOf(
  { before, after, looksSecret }: Difference,
  isMasked: boolean,
): readonly [before: string | undefined, after: string | undefined] {
  const shown = (value: string | undefined): string | undefined =>
    value !== undefined && value !== '' && looksSecret && isMasked ? mask : value;
  return [shown(before), shown(after)];
}

function isOnlyTold({ kind, part }: Difference): boolean {
  return kind === 'flow-details' || part === 'Content';
}

function fits(value: string | undefined): boolean {
  return (value ?? '').length <= longest && !/[\r\n]/.test(value ?? '');
}

function quoted(value: string | undefined): string {
  return value === undefined || value === '' ? 'empty' : value;
}

/** Artifact (of packages) → subject → differences, each in the order found. */
export interface DifferenceGroup {
  readonly title: string;
  /** Id of the artifact, of packages only. */
  readonly artifact: string | undefined;
  readonly subjects: readonly { readonly subject: string; readonly differences: readonly Difference[] }[];
}

export function groupDifferences(differences: readonly Difference[]): readonly DifferenceGroup[] {
  const groups = new Map<
    string,
    { title: string; artifact: string | undefined; subjects: Map<string, Difference[]> }
  >();
  for (const difference of differences) {
    const { artifact } = difference.place;
    const key = artifact?.id ?? '';
    const group = groups.get(key) ?? {
      title: artifact?.name ?? '',
      artifact: artifact?.id,
      subjects: new Map<string, Difference[]>(),
    };
    groups.set(key, group);
    const subject = `${difference.subject}\n${difference.place.after.join() || difference.place.before.join()}`;
    group.subjects.set(subject, [...(group.subjects.get(subject) ?? []), difference]);
  }
  return Array.from(groups.values(), ({ title, artifact, subjects }) => ({
    title,
    artifact,
    subjects: Array.from(subjects.values(), (list) => ({
      subject: list[0]?.subject ?? '',
      differences: list,
    })),
  }));
}

/** `3 added, 1 removed, 12 changed`. */
export function countWords(differences: readonly Difference[]): string {
  if (differences.length === 0) return 'no difference';
  return (['added', 'removed', 'changed', 'moved'] as const)
    .map((change) => [differences.filter((each) => each.change === change).length, change] as const)
    .filter(([count]) => count > 0)
    .map(([count, change]) => `${count} ${change}`)
    .join(', ');
}
