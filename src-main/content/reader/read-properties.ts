import dotProperties from 'dot-properties';

import { decodePlain } from './decode-text.ts';

/** A file of Java properties, escapes resolved; of a key that occurs twice the last value counts, as in Java. */
export function readProperties(bytes: Uint8Array, file: string): ReadonlyMap<string, string> {
  const lines = dotProperties.parseLines(decodePlain(bytes, file).replace(/^\ufeff/, ''));
  const values = new Map<string, string>();
  for (const line of lines) {
    // Comments and empty lines are strings.
    if (typeof line !== 'string') values.set(line[0] ?? '', line[1] ?? '');
  }
  return values;
}
