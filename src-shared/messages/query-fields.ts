import type { TermField } from '../model/messages.ts';

/** A field by the name it has in the query line. */
export interface QueryField {
  readonly name: string;
  readonly field: TermField;
  /** As a label: "Custom status". */
  readonly title: string;
  readonly help: string;
}

/** In the order in which they are offered. */
export const queryFields: readonly QueryField[] = [
  { name: 'status', field: 'status', title: 'Status', help: 'failed, retry, completed …' },
  { name: 'custom', field: 'customStatus', title: 'Custom status', help: 'set by the flow' },
  { name: 'flow', field: 'flow', title: 'Integration flow', help: 'id or name' },
  { name: 'package', field: 'package', title: 'Package', help: 'id or name' },
  { name: 'sender', field: 'sender', title: 'Sender', help: 'set by the flow' },
  { name: 'receiver', field: 'receiver', title: 'Receiver', help: 'set by the flow' },
  { name: 'error', field: 'error', title: 'Error text', help: 'a part of it' },
  {
    name: 'application',
    field: 'applicationMessageId',
    title: 'Application id',
    help: 'application message id',
  },
  {
    name: 'type',
    field: 'applicationMessageType',
    title: 'Application type',
    help: 'application message type',
  },
  { name: 'correlation', field: 'correlationId', title: 'Correlation id', help: 'of a chain of messages' },
  { name: 'message', field: 'messageGuid', title: 'Message id', help: 'of one message' },
  { name: 'transaction', field: 'transaction', title: 'Transaction', help: 'transaction id' },
  { name: 'level', field: 'logLevel', title: 'Log level', help: 'INFO, DEBUG, TRACE …' },
];

/** Names of the query line that are no field of their own. */
export const otherNames = ['took', 'last', 'from', 'to', 'group'] as const;
export type OtherName = (typeof otherNames)[number];

/** Begins the name of a custom header: `header.orderId:4711`. */
export const headerStart = 'header.';

/** Other words that people try; as they are typed, in lower case. */
const aliases: Readonly<Record<string, string>> = {
  customstatus: 'custom',
  iflow: 'flow',
  duration: 'took',
  loglevel: 'level',
  id: 'message',
  guid: 'message',
  messageid: 'message',
  correlationid: 'correlation',
  applicationid: 'application',
  app: 'application',
};

export function fieldOf(name: string): QueryField | undefined {
  const known = canonicalName(name);
  return queryFields.find((one) => one.name === known);
}

export function otherNameOf(name: string): OtherName | undefined {
  const known = canonicalName(name);
  return otherNames.find((one) => one === known);
}

function canonicalName(name: string): string {
  const lower = name.toLowerCase();
  return aliases[lower] ?? lower;
}
