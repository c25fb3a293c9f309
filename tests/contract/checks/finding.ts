/** One deviation from the catalogue or the fact list: where, what is right, what was found. */
export interface Finding {
  readonly at: string;
  readonly expected: string;
  readonly found: string;
}

const LONGEST = 160;

export function finding(at: string, expected: string, found: unknown): Finding {
  const text = typeof found === 'string' ? found : (JSON.stringify(found) ?? 'nothing');
  return { at, expected, found: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text };
}

/** No finding if `holds`, else one. */
export function expecting(holds: boolean, at: string, expected: string, found: unknown): readonly Finding[] {
  return holds ? [] : [finding(at, expected, found)];
}

export function sameText(at: string, expected: string, found: unknown): readonly Finding[] {
  return expecting(found === expected, at, expected, found);
}

/** The two lists hold the same, whatever the order. */
export function sameMembers(
  at: string,
  expected: readonly string[],
  found: readonly string[],
): readonly Finding[] {
  const missing = expected.filter((each) => !found.includes(each));
  const extra = found.filter((each) => !expected.includes(each));
  return [
    ...missing.map((each) => finding(at, each, 'missing')),
    ...extra.map((each) => finding(at, 'no such member', each)),
  ];
}
