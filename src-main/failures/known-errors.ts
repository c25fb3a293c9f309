import { type FailureExample, longestExample } from '../../src-shared/model/failures.ts';
import type { Statement } from '../library/library.ts';

/** A group with a note; its example outlives the messages, which are not kept for ever. `at`: ms since 1970. */
export function markKnown(
  signature: string,
  note: string,
  at: number,
  { text }: Pick<FailureExample, 'text'>,
): Statement {
  return {
    sql: 'INSERT OR REPLACE INTO known_errors (signature, note, marked_at, example) VALUES (?, ?, ?, ?)',
    params: [signature, note, at, text.slice(0, longestExample)],
  };
}

export function unmarkKnown(signature: string): Statement {
  return { sql: 'DELETE FROM known_errors WHERE signature = ?', params: [signature] };
}
