import type { MessageFilter, TimeRange } from '../../../src-shared/model/messages.ts';
import type { TabToOpen } from '../state/tabs.svelte.ts';
import { ofRuntime } from './targets.ts';

/** All messages of one runtime. */
export function messagesTab(connectionId: string): TabToOpen {
  return { area: 'messages', title: 'Messages', target: ofRuntime(connectionId) };
}

/** The messages of one integration flow; `targets.ts` has the other tabs of this area. */
export function flowMessagesTab(connectionId: string, flowId: string, flowName: string): TabToOpen {
  return {
    area: 'messages',
    title: `Messages of ${flowName}`,
    target: { ...ofRuntime(connectionId), flowId, flowName },
  };
}

/** What a list is narrowed to that shows the messages of one error group. */
export interface MessagesOfGroup {
  readonly title: string | undefined;
  readonly filter: Pick<MessageFilter, 'errorGroup' | 'range' | 'flows'>;
}

interface GroupToShow {
  readonly signature: string;
  readonly title: string;
  readonly range: TimeRange;
  readonly flows: readonly string[];
}

/** The messages of an error group, in the range and of the flows it was counted in. */
export function groupMessagesTab(connectionId: string, group: GroupToShow): TabToOpen {
  return {
    area: 'messages',
    title: `Messages: ${group.title}`,
    target: {
      ...ofRuntime(connectionId),
      errorGroup: group.signature,
      errorTitle: group.title,
      range:
        group.range.kind === 'last' ? `last ${group.range.minutes}` : `${group.range.from} ${group.range.to}`,
      flows: JSON.stringify(group.flows),
    },
  };
}

/** The same from the target of a tab, which may be one of an earlier day. */
export function messagesOfGroup(target: TabToOpen['target']): MessagesOfGroup | undefined {
  const { errorGroup, errorTitle, range = '', flows } = target;
  if (errorGroup === undefined) return undefined;
  const [first = '', second = ''] = range.split(' ');
  return {
    title: errorTitle,
    filter: {
      errorGroup,
      range:
        first === 'last'
          ? { kind: 'last', minutes: Number(second) }
          : { kind: 'between', from: Number(first), to: Number(second) },
      flows: flows === undefined ? [] : (JSON.parse(flows) as readonly string[]),
    },
  };
}
