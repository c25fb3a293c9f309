import type { MessageBook } from '../messages/message-book.ts';
import type { MessageDetails } from '../messages/message-details.ts';
import { type Entity, textOf } from '../odata/entity.ts';
import type { RequestContext, SetDefinition } from './definition.ts';
import {
  attachmentEntity,
  attributeEntities,
  headerEntities,
  runEntities,
  storeEntryEntities,
} from './message-entities.ts';
import { attachmentId, locate } from './message-keys.ts';
import { MessageQuery } from './message-query.ts';

const orders = ['LogEnd', 'LogStart', 'Status', 'ApplicationMessageId'];

/** MessageProcessingLogs and what the monitor shows of one (catalogue 2.5). */
export function messageSets(book: MessageBook, details: MessageDetails): readonly SetDefinition[] {
  const query = new MessageQuery(book, (row, name, now) => details.customHeader(row, name, now));
  const visible = (row: number | undefined, context: RequestContext): row is number => {
    if (row === undefined) return false;
    const [from, to] = book.range(context.now);
    return (
      row >= from &&
      row < to &&
      book.isVisible(row, context.now) &&
      (context.seesHidden || !book.flow(row).hidden)
    );
  };
  const rowOf = (entity: Entity) => book.ids.rowOfGuid(textOf(entity, 'MessageGuid')) ?? 0;
  return [
    {
      set: 'MessageProcessingLogs',
      options: {
        filter: 'any',
        orderBy: orders,
        page: true,
        select: true,
        inlineCount: true,
        count: true,
        expand: ['CustomHeaderProperties', 'AdapterAttributes'],
      },
      query: (options, context, pageSize) => query.answer(options, context, pageSize),
      find: ([guid = ''], context) => {
        const row = book.ids.rowOfGuid(guid);
        return visible(row, context) ? book.entity(row, context.now) : undefined;
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
      navigationOptions: {
        CustomHeaderProperties: {
          page: true,
          filter: ['Name', 'Value'],
          orderBy: ['Name', 'Value'],
          select: true,
        },
        AdapterAttributes: { select: true },
        Attachments: { page: true },
      },
    },
    {
      set: 'MessageProcessingLogErrorInformations',
      find: ([guid = ''], context) => {
        const row = book.ids.rowOfGuid(guid);
        return visible(row, context) ? errorEntity(book, details, row, context.now) : undefined;
      },
      value: (entity) => ({ content: book.errorText(rowOf(entity)), contentType: 'text/plain' }),
    },
    {
      set: 'MessageProcessingLogCustomHeaderProperties',
      options: { filter: ['Name', 'Value'], page: true, expand: ['Log'] },
      list: (context) => recentHeaders(book, details, context, visible),
      find: ([id = ''], context) => {
        const found = locate(book, id, 'h');
        return visible(found?.row, context)
          ? headerEntities(book, details, found?.row ?? 0, context.now).find((one) => one['Id'] === id)
          : undefined;
      },
      navigation: {
        Log: (entity, { now }) => {
          const found = locate(book, textOf(entity, 'Id'), 'h');
          return found && book.entity(found.row, now);
        },
      },
    },
    {
      set: 'MessageProcessingLogAdapterAttributes',
      find: ([id = ''], context) => {
        const found = locate(book, id, 'a');
        return visible(found?.row, context)
          ? attributeEntities(book, details, found?.row ?? 0).find((one) => one['Id'] === id)
          : undefined;
      },
      navigation: {
        MessageProcessingLog: (entity, { now }) => {
          const found = locate(book, textOf(entity, 'Id'), 'a');
          return found && book.entity(found.row, now);
        },
      },
    },
    {
      set: 'MessageProcessingLogAttachments',
      find: ([id = ''], context) => {
        const found = locate(book, id, 'att');
        if (!found || !visible(found.row, context)) return undefined;
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
  const last = details.steps(row, now).at(-1);
  return {
    MessageGuid: book.ids.messageGuid(row),
    Type: 'text/plain',
    LastErrorModelStepId: last?.step.modelStepId ?? null,
  };
}

const looksBack = 20_000;

/** The reverse search by header goes over the latest messages; a tenant of millions would not answer it either. */
function recentHeaders(
  book: MessageBook,
  details: MessageDetails,
  context: RequestContext,
  visible: (row: number, context: RequestContext) => boolean,
): readonly Entity[] {
  const [from, to] = book.range(context.now);
  const found: Entity[] = [];
  for (let row = to - 1; row >= Math.max(from, to - looksBack); row--) {
    if (visible(row, context)) found.push(...headerEntities(book, details, row, context.now));
  }
  return found;
}
