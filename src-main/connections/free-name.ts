/** A name nobody has yet, for a copy of something called so. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? `${name} (copy)` : `${name} (copy ${count})`;
    if (!taken.has(free)) return free;
  }
}
