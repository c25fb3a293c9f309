import type { MessageBook } from '../messages/message-book.ts';
import type { MessageDetails } from '../messages/message-details.ts';
import { errorText } from '../messages/message-texts.ts';
import { type Entity, textOf } from '../odata/entity.ts';
import { customHeaderSet } from './custom-headers.ts';
import type { RequestContext, SetDefinition } from './definition.ts';
import { visibleRow } from './message-access.ts';
import {
  attachmentEntity,
  attributeEntities,
  headerEntities,
  logEntity,
  runEntities,
  storeEntryEntities,
} from './message-entities.ts';
import { attachmentId, locate } from './message-keys.ts';
import { MessageQuery } from './message-query.ts';

/** MessageProcessingLogs and what the monitor shows of one (catalogue 2.5). */
export function messageSets(book: MessageBook, details: MessageDetails): readonly SetDefinition[] {
  const query = new MessageQuery(book, details);
  const visible = (row: number | undefined, context: RequestContext) => visibleRow(book, row, context);
  const rowOf = (entity: Entity) => book.ids.rowOfGuid(textOf(entity, 'MessageGuid')) ?? 0;
  return [
    {
      set: 'MessageProcessingLogs',
      query: (options, context, pageSize) => query.answer(options, context, pageSize),
      find: ([guid = ''], context) => {
        const row = visible(book.ids.rowOfGuid(guid), context);
        return row === undefined ? undefined : logEntity(book, row, context.now);
      },
      navigation: {
        CustomHeaderProperties: (entity, { now }) => headerEntities(book, details, rowOf(entity), now),
        AdapterAttributes: (entity) => attributeEntities(book, details, rowOf(entity)),
        ErrorInformation: (entity, { now }) => errorEntity(book, details, rowOf(entity), now),
        Attachments: (entity, { now }) =>
          details.attachments(rowOf(entity), now).map((one) => attachmentEntity(book, rowOf(entity), one)),
        MessageStoreEntries: (entity) => storeEntryEntities(book, details, rowOf(entity)),
        Runs: (entity, { now }) => runEntities(book, rowOf(entity), now),
      },
    },
    {
      set: 'MessageProcessingLogErrorInformations',
      find: ([guid = ''], context) => {
        const row = visible(book.ids.rowOfGuid(guid), context);
        return row === undefined ? undefined : errorEntity(book, details, row, context.now);
      },
      value: (entity) => ({ content: errorText(book, rowOf(entity)), contentType: 'text/plain' }),
    },
    customHeaderSet(book, details, query),
    {
      set: 'MessageProcessingLogAdapterAttributes',
      find: ([id = ''], context) => {
        const row = visible(locate(book, id, 'a')?.row, context);
        return row === undefined
          ? undefined
          : attributeEntities(book, details, row).find((one) => one['Id'] === id);
      },
      navigation: {
        MessageProcessingLog: (entity, { now }) => {
          const found = locate(book, textOf(entity, 'Id'), 'a');
          return found && logEntity(book, found.row, now);
        },
      },
    },
    {
      set: 'MessageProcessingLogAttachments',
      find: ([id = ''], context) => {
        const found = locate(book, id, 'att');
        if (!found || visible(found.row, context) === undefined) return undefined;
        const one = details
          .attachments(found.row, context.now)
          .find(({ number }) => String(number) === found.rest);
        return one && attachmentEntity(book, found.row, one);
      },
      value: (entity, { now }) => {
        const found = locate(book, textOf(entity, 'Id'), 'att');
        const one =
          found &&
          details
            .attachments(found.row, now)
            .find(({ number }) => attachmentId(book.ids.messageGuid(found.row), number) === entity['Id']);
        return one && { content: one.content, contentType: one.contentType };
      },
    },
  ];
}

function errorEntity(
  book: MessageBook,
  details: MessageDetails,
  row: number,
  now: number,
): Entity | undefined {
  if (!book.hasError(row, now)) return undefined;
  const last = details.run.kept(row, now).at(-1);
  return {
    MessageGuid: book.ids.messageGuid(row),
    Type: 'text/plain',
    LastErrorModelStepId: last?.step.modelStepId ?? null,
  };
}
