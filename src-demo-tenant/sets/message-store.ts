import type { MessageBook } from '../messages/message-book.ts';
import type { MessageDetails } from '../messages/message-details.ts';
import { type Entity, textOf } from '../odata/entity.ts';
import type { RequestContext, SetDefinition } from './definition.ts';
import { visibleRow } from './message-access.ts';
import { storeEntryEntities } from './message-entities.ts';
import { locate, storeAttachmentId } from './message-keys.ts';

/** The message store: no top-level list, reached from a message or by a known id (catalogue 2.6). */
export function messageStoreSets(book: MessageBook, details: MessageDetails): readonly SetDefinition[] {
  const attachmentsOf = (row: number): readonly Entity[] =>
    details
      .storeEntries(row)
      .flatMap(({ attachments }) => attachments)
      .map((Name, index) => ({
        Id: storeAttachmentId(book.ids.messageGuid(row), index),
        Name,
        ContentType: details.storeAttachment(row, Name).contentType,
      }));
  const rowOfEntry = (entity: Entity) => locate(book, textOf(entity, 'Id'), 'mst')?.row;
  const attachment = (id: string, context: RequestContext) => {
    const row = visibleRow(book, locate(book, id, 'msa')?.row, context);
    const found = row === undefined ? undefined : attachmentsOf(row).find((one) => one['Id'] === id);
    return row === undefined || !found ? undefined : { row, found };
  };
  return [
    {
      set: 'MessageStoreEntries',
      find: ([id = ''], context) => {
        const row = visibleRow(book, locate(book, id, 'mst')?.row, context);
        return row === undefined
          ? undefined
          : storeEntryEntities(book, details, row).find((one) => one['Id'] === id);
      },
      navigation: {
        Attachments: (entity) => {
          const row = rowOfEntry(entity);
          return row === undefined ? [] : attachmentsOf(row);
        },
        Properties: (entity) => {
          const row = rowOfEntry(entity);
          const order = row === undefined ? '' : String(book.applicationNumber(row));
          return [{ MessageId: entity['Id'] ?? null, Name: 'SAP_ApplicationID', Value: order }];
        },
      },
      value: (entity) => {
        const row = rowOfEntry(entity);
        return row === undefined ? undefined : details.storePayload(row);
      },
    },
    {
      set: 'MessageStoreEntryAttachments',
      find: ([id = ''], context) => attachment(id, context)?.found,
      navigation: {
        Properties: (entity) => [
          { AttachmentId: entity['Id'] ?? null, Name: 'Content-Type', Value: entity['ContentType'] ?? null },
        ],
      },
      value: (entity, context) => {
        const known = attachment(textOf(entity, 'Id'), context);
        return known && details.storeAttachment(known.row, textOf(known.found, 'Name'));
      },
    },
    {
      set: 'MessageStoreEntryProperties',
      find: ([MessageId = '', Name = ''], context) => {
        const row = visibleRow(book, locate(book, MessageId, 'mst')?.row, context);
        if (row === undefined || Name !== 'SAP_ApplicationID') return undefined;
        return { MessageId, Name, Value: String(book.applicationNumber(row)) };
      },
    },
    {
      set: 'MessageStoreEntryAttachmentProperties',
      find: ([AttachmentId = '', Name = ''], context) => {
        const known = Name === 'Content-Type' ? attachment(AttachmentId, context) : undefined;
        return known && { AttachmentId, Name, Value: known.found['ContentType'] ?? null };
      },
    },
  ];
}
