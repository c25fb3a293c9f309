import type { TabToOpen } from '../../lib/state/tabs.svelte.ts';
import { ofRuntime } from '../../lib/state/targets.ts';

/** The messages of one integration flow; `targets.ts` has the other tabs of this area. */
export function flowMessagesTab(connectionId: string, flowId: string, flowName: string): TabToOpen {
  return {
    area: 'messages',
    title: `Messages of ${flowName}`,
    target: { ...ofRuntime(connectionId), flowId, flowName },
  };
}
