import type { SavedQuery } from '../../../src-shared/model/queries.ts';
import type { TabToOpen } from '../state/tabs.svelte.ts';
import { ofRuntime } from './targets.ts';

/** The messages of a query, of all its tenants in one table. */
export function queryTab(connectionId: string, { id, name }: Pick<SavedQuery, 'id' | 'name'>): TabToOpen {
  return { area: 'messages', title: name, target: { ...ofRuntime(connectionId), queryId: id } };
}
