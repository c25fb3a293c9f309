import type { PayloadSource } from '../../../src-shared/model/payloads.ts';
import type { TabToOpen } from '../state/tabs.svelte.ts';
import { ofRuntime } from './targets.ts';

type MessageSource = Exclude<PayloadSource, { readonly of: 'part' }>;

/** One payload of a message in a tab of its own. */
export function payloadTab(connectionId: string, source: MessageSource, name: string): TabToOpen {
  const { of, messageGuid, id } = source;
  return {
    area: 'payload',
    title: name,
    target: { ...ofRuntime(connectionId), of, messageGuid, payloadId: id },
  };
}

/** The same from the target of a tab, which may be one of an earlier day. */
export function payloadOfTab(target: TabToOpen['target']): MessageSource | undefined {
  const { of, messageGuid, payloadId: id } = target;
  if (messageGuid === undefined || id === undefined || !isSource(of)) return undefined;
  return { of, messageGuid, id };
}

function isSource(of: string | undefined): of is MessageSource['of'] {
  return of === 'attachment' || of === 'store-entry' || of === 'store-attachment' || of === 'trace';
}
