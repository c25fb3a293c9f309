import type { Change, Difference } from '../../../src-shared/compare/difference.ts';

export interface FlowMarks {
  readonly before: ReadonlyMap<string, Change>;
  readonly after: ReadonlyMap<string, Change>;
}

/** What came and went weighs more than what changed, and that more than what was moved. */
const weights: Readonly<Record<Change, number>> = { moved: 0, changed: 1, added: 2, removed: 2 };
/** Comes or goes itself; all else is a change of the element. */
const whole = /^(step|channel|process|participant|route|connection)-(added|removed)$/;

/** Marks of both diagrams by element id. `artifact`: of packages, the artifact whose flows are shown. */
export function flowMarks(differences: readonly Difference[], artifact: string | undefined): FlowMarks {
  const before = new Map<string, Change>();
  const after = new Map<string, Change>();
  for (const { kind, change, place } of differences) {
    if (place.artifact?.id !== artifact) continue;
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
