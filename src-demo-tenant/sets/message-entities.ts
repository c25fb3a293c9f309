import type { MessageBook } from '../messages/message-book.ts';
import type { Attachment, MessageDetails } from '../messages/message-details.ts';
import { hash } from '../messages/random.ts';
import type { Entity } from '../odata/entity.ts';
import { attachmentId, attributeId, headerId, storeEntryId } from './message-keys.ts';

export function logEntity(book: MessageBook, row: number, now: number): Entity {
  const flow = book.flow(row);
  const guid = book.ids.messageGuid(row);
  const root = book.root(row);
  const parent = book.schedule.parent[row] ?? -1;
  return {
    MessageGuid: guid,
    CorrelationId: book.ids.correlationId(root),
    ApplicationMessageId: book.applicationId(row),
    ApplicationMessageType: flow.applicationMessageType,
    LogStart: book.schedule.start[row] ?? 0,
    LogEnd: book.end(row, now) ?? null,
    Sender: flow.sender === '' ? null : flow.sender,
    Receiver: flow.receiver === '' ? null : flow.receiver,
    IntegrationFlowName: flow.artifactId,
    Status: book.status(row, now),
    CustomStatus: book.customStatus(row, now),
    LogLevel: book.level(row),
    AlternateWebLink: `https://nordwind.integrationsuite.example/shell/monitoring/MessageDetails/${encodeURIComponent(JSON.stringify({ messageGuid: guid }))}`,
    IntegrationArtifact: {
      Id: flow.artifactId,
      Name: flow.artifactName,
      Type: 'INTEGRATION_FLOW',
      PackageId: flow.packageId,
      PackageName: flow.packageName,
    },
    ArchivingStatus: 'NOT_RELEVANT',
    ArchivingSenderChannelMessages: false,
    ArchivingReceiverChannelMessages: false,
    ArchivingLogAttachments: false,
    ArchivingPersistedMessages: false,
    LastChangeTime: lastChange(book, row, now),
    TransactionId: transactionId(book, root),
    PredecessorMessageGuid: parent < 0 ? null : book.ids.messageGuid(parent),
    PreviousComponentName: root === row ? null : 'CPI_nordwind',
    LocalComponentName: 'CPI_nordwind',
    OriginComponentName: null,
  };
}

function lastChange(book: MessageBook, row: number, now: number): number {
  const { start, settles, interim, final } = book.schedule;
  const began = start[row] ?? 0;
  const settled = began + (settles[row] ?? 0);
  if (interim[row] !== final[row] && settled <= now) return settled;
  return book.end(row, now) ?? began;
}

function transactionId(book: MessageBook, root: number): string {
  const parts = [31, 32, 33, 34].map((salt) => hash(book.seed, book.key(root), salt));
  return parts.map((part) => part.toString(16).padStart(8, '0')).join('');
}

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
