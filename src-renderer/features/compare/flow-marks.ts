import type { Change, Difference } from '../../../src-shared/compare/difference.ts';

export interface FlowMarks {
  readonly before: ReadonlyMap<string, Change>;
  readonly after: ReadonlyMap<string, Change>;
}

/** What came and went weighs more than what changed, and that more than what was moved. */
const weights: Readonly<Record<Change, number>> = { moved: 0, changed: 1, added: 2, removed: 2 };
/** Comes or goes itself; all else is a change of the element. */
const whole = /^(step|channel|process|participant|route|connection)-(added|removed)$/;

/** The shown flow: of packages, the artifact it lies in; its file on the side after, or before where only that has it. */
export interface ShownFlow {
  readonly artifact: string | undefined;
  readonly file: string | undefined;
}

/** What is told of the shown flow: its own differences, and what stands in no file of its own, such as references. */
export function differencesIn(
  differences: readonly Difference[],
  { artifact, file }: ShownFlow,
): readonly Difference[] {
  return differences.filter(
    ({ place }) => place.artifact?.id === artifact && (place.file === undefined || place.file === file),
  );
}

/** Marks of both diagrams by element id, from the differences of the shown flow. */
export function flowMarks(differences: readonly Difference[]): FlowMarks {
  const before = new Map<string, Change>();
  const after = new Map<string, Change>();
  for (const { kind, change, place } of differences) {
    const mark = whole.test(kind) || change === 'moved' ? change : 'changed';
    for (const id of place.before) note(before, id, mark);
    for (const id of place.after) note(after, id, mark);
  }
  return { before, after };
}

function note(marks: Map<string, Change>, id: string, mark: Change): void {
  const known = marks.get(id);
  if (known === undefined || weights[mark] > weights[known]) marks.set(id, mark);
}

/** The same element on the other side, as far as the differences tell. */
export function partnerOf(
  differences: readonly Difference[],
  side: 'before' | 'after',
  id: string,
): string | undefined {
  const other = side === 'before' ? 'after' : 'before';
  return differences.find(
    ({ place }) => place[side].length === 1 && place[side][0] === id && place[other].length === 1,
  )?.place[other][0];
}
