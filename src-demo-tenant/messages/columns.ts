/** One column per fact, a place per message: a million messages fit in some dozen megabytes. Times in ms. */
export interface Columns {
  /** Since 1970. */
  readonly start: Float64Array;
  /** LogEnd minus start. */
  readonly duration: Uint32Array;
  /** After start, when `interim` becomes `final`. */
  readonly settles: Uint32Array;
  /** After start, until the log can be read at all. */
  readonly delay: Uint32Array;
  readonly flow: Uint16Array;
  /** Status once the message has come to rest. */
  readonly final: Uint8Array;
  /** Status between LogEnd and `settles`; same as `final` where nothing changes later. */
  readonly interim: Uint8Array;
  readonly level: Uint8Array;
  /** Place of the message before this one in its chain, -1 for the first. */
  readonly parent: Int32Array;
  /** Place of the first message of the chain. */
  readonly root: Int32Array;
}

export function emptyColumns(size: number): Columns {
  return {
    start: new Float64Array(size),
    duration: new Uint32Array(size),
    settles: new Uint32Array(size),
    delay: new Uint32Array(size),
    flow: new Uint16Array(size),
    final: new Uint8Array(size),
    interim: new Uint8Array(size),
    level: new Uint8Array(size),
    parent: new Int32Array(size).fill(-1),
    root: new Int32Array(size),
  };
}

/**
 * Places ordered by a whole-number key, equal keys by place. Key and place share one double where they fit, because
 * sorting doubles without a comparator is ten times faster.
 */
export function sortedPlaces(keys: Float64Array): Uint32Array {
  const size = keys.length;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const key of keys) {
    if (key < least) least = key;
    if (key > most) most = key;
  }
  const places = Uint32Array.from(keys, (_key, place) => place);
  if ((most - least + 1) * size >= Number.MAX_SAFE_INTEGER) {
    return places.sort((left, right) => (keys[left] ?? 0) - (keys[right] ?? 0) || left - right);
  }
  const packed = keys.map((key, place) => (key - least) * size + place).sort();
  for (let at = 0; at < size; at++) places[at] = (packed[at] ?? 0) % size;
  return places;
}
