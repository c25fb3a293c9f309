export type MessageTabId = 'overview' | 'way' | 'trace' | 'chain' | 'payloads';

/** Parts of a message's page; `command` is what the palette calls going there. */
export const messageTabs: readonly {
  readonly id: MessageTabId;
  readonly title: string;
  readonly command: string;
}[] = [
  { id: 'overview', title: 'Overview', command: 'Show the overview of this message' },
  { id: 'way', title: 'Way', command: 'Show the way of this message through its flow' },
  { id: 'trace', title: 'Trace', command: 'Show the trace of this message' },
  { id: 'chain', title: 'Chain', command: 'Show all messages with the correlation id of this one' },
  { id: 'payloads', title: 'Payloads', command: 'Show the payloads of this message' },
];
