/** Defers work to the first call: most of 3,000 artifacts are never opened. */
export function memo<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
