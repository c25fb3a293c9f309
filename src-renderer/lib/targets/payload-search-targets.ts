import type { MessageFilter } from '../../../src-shared/model/messages.ts';
import type { TabToOpen } from '../state/tabs.svelte.ts';
import { ofRuntime } from './targets.ts';

/** A search in the payloads of the messages that a filter selects; `words` are the filter's. */
export function payloadSearchTab(connectionId: string, filter: MessageFilter, words: string): TabToOpen {
  return {
    area: 'payload-search',
    title: 'Search in payloads',
    target: { ...ofRuntime(connectionId), filter: JSON.stringify(filter), words },
  };
}

/** The same from the target of a tab, which may be one of an earlier day. */
export function filterOfTab({ filter }: TabToOpen['target']): MessageFilter | undefined {
  if (filter === undefined) return undefined;
  try {
    return JSON.parse(filter) as MessageFilter;
  } catch {
    // A tab that was cut when it was kept.
    return undefined;
  }
}
