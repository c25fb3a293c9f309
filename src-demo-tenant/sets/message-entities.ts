import type { MessageBook } from '../messages/message-book.ts';
import type { Attachment, MessageDetails } from '../messages/message-details.ts';
import type { Entity } from '../odata/entity.ts';
import { attachmentId, attributeId, headerId, storeEntryId } from './message-keys.ts';

export function headerEntities(
  book: MessageBook,
  details: MessageDetails,
  row: number,
  now: number,
): readonly Entity[] {
  const guid = book.ids.messageGuid(row);
  return details.customHeaders(row, now).map(([Name, Value]) => ({ Id: headerId(guid, Name), Name, Value }));
}

export function attributeEntities(
  book: MessageBook,
  details: MessageDetails,
  row: number,
): readonly Entity[] {
  const guid = book.ids.messageGuid(row);
  return details.adapterAttributes(row).map(([AdapterId, Name, Value], index) => ({
    Id: attributeId(guid, index),
    AdapterId,
    AdapterMessageId: null,
    Name,
    Value,
  }));
}

export function attachmentEntity(book: MessageBook, row: number, one: Attachment): Entity {
  const guid = book.ids.messageGuid(row);
  return {
    Id: attachmentId(guid, one.number),
    MessageGuid: guid,
    TimeStamp: (book.schedule.start[row] ?? 0) + 15 + one.number,
    Name: one.name,
    ContentType: one.contentType,
    PayloadSize: Buffer.byteLength(one.content),
  };
}

export function storeEntryEntities(
  book: MessageBook,
  details: MessageDetails,
  row: number,
): readonly Entity[] {
  const guid = book.ids.messageGuid(row);
  return details.storeEntries(row).map(({ number, storeId, at, attachments }) => ({
    Id: storeEntryId(guid, number),
    MessageGuid: guid,
    MessageStoreId: storeId,
    TimeStamp: at,
    HasAttachments: attachments.length > 0,
  }));
}

export function runEntities(book: MessageBook, row: number, now: number): readonly Entity[] {
  return [
    {
      Id: book.ids.runId(row),
      RunStart: book.schedule.start[row] ?? 0,
      RunStop: book.end(row, now) ?? null,
      LogLevel: book.level(row),
      OverallState: book.status(row, now),
      ProcessId: 'nordwind_worker_1',
    },
  ];
}
