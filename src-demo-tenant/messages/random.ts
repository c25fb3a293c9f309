/** A well-mixed 32-bit number from a seed and some numbers: the same wherever and whenever it is asked. */
export function hash(seed: number, ...parts: readonly number[]): number {
  let state = seed ^ 0x9e3779b9;
  for (const part of parts) {
    state = Math.imul(state ^ part, 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    state ^= state >>> 16;
  }
  return state >>> 0;
}

/** From 0 up to 1. */
export function chance(seed: number, ...parts: readonly number[]): number {
  return hash(seed, ...parts) / 0x1_0000_0000;
}

export function pick<T>(list: readonly T[], seed: number, ...parts: readonly number[]): T {
  const found = list[Math.floor(chance(seed, ...parts) * list.length)];
  if (found === undefined) throw new Error('Nothing to pick from');
  return found;
}

/** A running generator for filling arrays, faster than hashing each time (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
