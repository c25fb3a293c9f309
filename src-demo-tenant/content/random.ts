/** FNV-1a, 32 bit: enough to spread names over choices, and the same on every machine. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value ^= text.charCodeAt(at);
    value = Math.imul(value, 0x01000193);
  }
  return value >>> 0;
}

/** 32 lower-case hex digits, the form of resource ids and of value mapping groups. */
export function hexId(text: string): string {
  let id = '';
  for (const salt of ['a', 'b', 'c', 'd']) id += hash(`${salt}:${text}`).toString(16).padStart(8, '0');
  return id;
}

export interface Random {
  /** 0 ≤ x < 1 */
  readonly next: () => number;
  /** Whole number, 0 ≤ x < limit. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(choices: readonly [T, ...T[]]) => T;
  readonly chance: (probability: number) => boolean;
}

/** Mulberry32: one seed, one sequence. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
    chance: (probability) => next() < probability,
  };
}
