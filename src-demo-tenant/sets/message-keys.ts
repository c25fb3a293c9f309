import type { MessageBook } from '../messages/message-book.ts';

const prefix = 'sap-it-res:msg:nordwind:';

/** Ids of what hangs below a message; each holds the message's guid, so that it is found without a table. */
export const attachmentId = (guid: string, number: number): string => `${prefix}att:${guid}:${number}`;
export const storeEntryId = (guid: string, number: number): string => `${prefix}mst:${guid}:${number}`;
export const headerId = (guid: string, name: string): string => `${guid}:h:${name}`;
export const attributeId = (guid: string, number: number): string => `${guid}:a:${number}`;

/** Room for the steps of one message in the numbers of its trace. */
const stepsPerMessage = 100_000;
export const traceId = (row: number, child: number): number => row * stepsPerMessage + child;

export function readTraceId(text: string): { row: number; child: number } {
  const id = Number(text);
  return { row: Math.floor(id / stepsPerMessage), child: id % stepsPerMessage };
}

export interface Located {
  readonly row: number;
  readonly rest: string;
}

/** Splits an id made above into the row of its message and the rest. */
export function locate(book: MessageBook, id: string, kind: 'att' | 'mst' | 'h' | 'a'): Located | undefined {
  const isResource = kind === 'att' || kind === 'mst';
  const pattern = isResource
    ? new RegExp(`^${prefix}${kind}:([\\w-]{28}):(.*)$`)
    : new RegExp(`^([\\w-]{28}):${kind}:(.*)$`);
  const [, guid = '', rest = ''] = pattern.exec(id) ?? [];
  const row = book.ids.rowOfGuid(guid);
  return row === undefined ? undefined : { row, rest };
}
