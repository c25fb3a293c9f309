import type { MessageBook } from '../messages/message-book.ts';

const prefix = 'sap-it-res:msg:nordwind:';

/** Ids of what hangs below a message; each holds the message's guid, so that it is found without a table. */
export const attachmentId = (guid: string, number: number): string => `${prefix}att:${guid}:${number}`;
export const storeEntryId = (guid: string, number: number): string => `${prefix}mst:${guid}:${number}`;
export const storeAttachmentId = (guid: string, number: number): string => `${prefix}msa:${guid}:${number}`;
export const headerId = (guid: string, name: string): string => `${guid}:h:${name}`;
export const attributeId = (guid: string, number: number): string => `${guid}:a:${number}`;

/** Room for the steps of one message in the numbers of its trace. */
const stepsPerMessage = 100_000;

export function traceId(book: MessageBook, row: number, child: number): number {
  return (book.schedule.serial[row] ?? 0) * stepsPerMessage + child;
}

export function readTraceId(
  book: MessageBook,
  text: string,
): { readonly row: number; readonly child: number } | undefined {
  const id = Number(text);
  if (!Number.isSafeInteger(id) || id < 0) return undefined;
  const row = book.schedule.rowOfSerial(Math.floor(id / stepsPerMessage));
  return row === undefined ? undefined : { row, child: id % stepsPerMessage };
}

export interface Located {
  readonly row: number;
  readonly rest: string;
}

/** Splits an id made above into the row of its message and the rest. */
export function locate(
  book: MessageBook,
  id: string,
  kind: 'att' | 'mst' | 'msa' | 'h' | 'a',
): Located | undefined {
  const isResource = kind === 'att' || kind === 'mst' || kind === 'msa';
  const pattern = isResource
    ? new RegExp(`^${prefix}${kind}:([\\w-]{28}):(.*)$`)
    : new RegExp(`^([\\w-]{28}):${kind}:(.*)$`);
  const [, guid = '', rest = ''] = pattern.exec(id) ?? [];
  const row = book.ids.rowOfGuid(guid);
  return row === undefined ? undefined : { row, rest };
}
