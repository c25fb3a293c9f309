import type { ShareKind } from '../../../src-shared/model/charts.ts';
import type { MessageFilter } from '../../../src-shared/model/messages.ts';

/** The filter for the messages of one flow, package or receiver alone; '' selects those that have none. */
export function narrowedTo(filter: MessageFilter, by: ShareKind, key: string): MessageFilter {
  if (by === 'flow') return { ...filter, flows: [key] };
  const others = (filter.terms ?? []).filter(({ field }) => field !== by);
  return { ...filter, terms: [...others, { field: by, values: [key] }] };
}
