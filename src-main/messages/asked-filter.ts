import type { MessageFilter, MessageTerm } from '../../src-shared/model/messages.ts';
import type { Library } from '../library/library.ts';
import { type AskedFilter, errorTexts, textCondition } from './message-terms.ts';

/** A filter with what is found out once for all that is asked with it: rows, their number, the numbers beside every value. */
export async function askedFilter(
  library: Library,
  filter: MessageFilter | AskedFilter,
  signal: AbortSignal,
): Promise<AskedFilter> {
  return withErrors(library, await withText(library, filter, signal), signal);
}

/**
 * Asks first where the text of a filter is found: sums answer for one that only kinds have, indexes for one that only ids begin with.
 * Only a text of both makes the messages be looked at one by one.
 */
async function withText(library: Library, filter: AskedFilter, signal: AbortSignal): Promise<AskedFilter> {
  const words = filter.textFinds === undefined ? textCondition(filter.text) : undefined;
  if (!words) return filter;
  if (!words.keys) return { ...filter, textFinds: 'kinds' };
  const row = await library.get<{ ids: number; kinds: number }>(
    `SELECT EXISTS (${words.keys.sql}) AS ids, EXISTS (SELECT 1 FROM message_kinds WHERE ${words.kinds.sql}) AS kinds`,
    [...words.keys.params, ...words.kinds.params],
    signal,
  );
  if (row?.ids === 0) return { ...filter, textFinds: 'kinds' };
  return { ...filter, textFinds: row?.kinds === 0 ? 'ids' : 'both' };
}

/** All error texts are looked through for the one within them. */
async function withErrors(library: Library, filter: AskedFilter, signal: AbortSignal): Promise<AskedFilter> {
  if (filter.errorKeys) return filter;
  const errorKeys = new Map<MessageTerm, string>();
  for (const term of filter.terms ?? []) {
    const texts = term.field === 'error' ? errorTexts(term.values) : undefined;
    if (!texts) continue;
    // As one text: ten thousand rows take longer over the port than to find them.
    const found = await library.get<{ keys: string }>(
      `SELECT json_group_array(message_key) AS keys FROM (${texts.sql})`,
      texts.params,
      signal,
    );
    errorKeys.set(term, found?.keys ?? '[]');
  }
  return errorKeys.size === 0 ? filter : { ...filter, errorKeys };
}
