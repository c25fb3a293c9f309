/** Letters that are looked for together. */
const gram = 4;
const slots = 1 << 16;

/**
 * Of every alternative of an expression the longest run of characters that each match of it contains, in small letters. Nothing where one has no run of
 * some length: such an expression can only be tried.
 */
export function literalsOf({ source }: RegExp): readonly string[] | undefined {
  const literals: string[] = [];
  let longest = '';
  let run = '';
  let depth = 0;
  const endRun = (): void => {
    if (run.length > longest.length) longest = run;
    run = '';
  };
  for (let at = 0; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === '\\') {
      at += 1;
      if (depth > 0) continue;
      if (/\w/.test(source.charAt(at))) endRun();
      else run += source.charAt(at);
    } else if (character === '[') {
      while (source.charAt(at) !== ']') at += source.charAt(at) === '\\' ? 2 : 1;
      if (depth === 0) endRun();
    } else if (character === '(') {
      endRun();
      depth += 1;
    } else if (character === ')') depth -= 1;
    else if (depth > 0) continue;
    else if (character === '|') {
      endRun();
      if (longest.length < gram) return undefined;
      literals.push(longest);
      longest = '';
    } else if ('?*{'.includes(character)) {
      run = run.slice(0, -1);
      endRun();
      if (character === '{') at = source.indexOf('}', at);
    } else if ('+.^$'.includes(character)) endRun();
    else run += character.toLowerCase();
  }
  endRun();
  return longest.length < gram ? undefined : [...literals, longest];
}

const seen = new Uint32Array(slots);
let turn = 0;

/** Which letters stand together in a text; asked at once, for the next text replaces it. */
export function readGrams(text: string): void {
  turn += 1;
  const small = text.toLowerCase();
  for (let at = 0; at + gram <= small.length; at += 1) seen[slotOf(small, at)] = turn;
}

/** Slots that a text with one of the literals has; a text without one may have them, too, but seldom. */
export function slotsOf(literals: readonly string[]): readonly (readonly number[])[] {
  return literals.map((literal) =>
    Array.from({ length: literal.length - gram + 1 }, (_, at) => slotOf(literal, at)),
  );
}

export function mayContain(slotsOfLiterals: readonly (readonly number[])[]): boolean {
  return slotsOfLiterals.some((literal) => literal.every((slot) => seen[slot] === turn));
}

function slotOf(text: string, at: number): number {
  let hash = 0;
  for (let more = 0; more < gram; more += 1) hash = Math.imul(hash, 31) + text.charCodeAt(at + more);
  return hash & (slots - 1);
}
