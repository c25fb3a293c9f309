import type { MessageBook } from '../messages/message-book.ts';
import type { MessageDetails, RunStep } from '../messages/message-details.ts';
import { type Entity, textOf } from '../odata/entity.ts';
import type { RequestContext, SetDefinition } from './definition.ts';
import { runEntities, storeEntryEntities } from './message-entities.ts';
import { locate, readTraceId, traceId } from './message-keys.ts';

/** Runs, run steps, trace and message store entries (catalogue 2.5, 2.6). */
export function runSets(book: MessageBook, details: MessageDetails): readonly SetDefinition[] {
  const stepOf = (entity: Entity, context: RequestContext) => {
    const row = book.ids.rowOfRun(textOf(entity, 'RunId'));
    const child = Number(textOf(entity, 'ChildCount'));
    const step =
      row === undefined ? undefined : details.steps(row, context.now).find((one) => one.child === child);
    return row === undefined || !step ? undefined : { row, step };
  };
  return [
    {
      set: 'MessageProcessingLogRuns',
      find: ([id = ''], { now }) => {
        const row = book.ids.rowOfRun(id);
        return row === undefined ? undefined : runEntities(book, row, now)[0];
      },
      navigation: {
        RunSteps: (entity, { now }) => {
          const row = book.ids.rowOfRun(textOf(entity, 'Id'));
          return row === undefined ? [] : details.steps(row, now).map((step) => stepEntity(book, row, step));
        },
      },
      navigationOptions: {
        RunSteps: { page: true, inlineCount: true, count: true, expand: ['RunStepProperties'] },
      },
    },
    {
      set: 'MessageProcessingLogRunSteps',
      find: ([RunId = '', ChildCount = ''], context) => {
        const found = stepOf({ RunId, ChildCount }, context);
        return found && stepEntity(book, found.row, found.step);
      },
      navigation: {
        RunStepProperties: (entity, context) => {
          const found = stepOf(entity, context);
          return found ? stepProperties(entity, found.step) : [];
        },
        TraceMessages: (entity, context) => {
          const found = stepOf(entity, context);
          if (!found || !details.hasTrace(found.row, context.now)) return [];
          return [traceEntity(book, details, found.row, found.step)];
        },
      },
    },
    ...traceSets(book, details),
    ...storeSets(book, details),
  ];
}

function stepEntity(
  book: MessageBook,
  row: number,
  { child, step, start, stop, status, error }: RunStep,
): Entity {
  return {
    RunId: book.ids.runId(row),
    ChildCount: child,
    StepId: `${step.modelStepId}_${child}`,
    ModelStepId: step.modelStepId,
    Activity: step.activity,
    BranchId: 'main',
    StepStart: start,
    StepStop: stop ?? null,
    Status: status,
    Error: error ?? null,
  };
}

function stepProperties(entity: Entity, { step }: RunStep): readonly Entity[] {
  const key = { RunId: entity['RunId'] ?? null, ChildCount: entity['ChildCount'] ?? null };
  return [{ ...key, Name: 'StepName', Value: step.name }];
}

function traceEntity(
  book: MessageBook,
  details: MessageDetails,
  row: number,
  { child, step }: RunStep,
): Entity {
  return {
    TraceId: traceId(row, child),
    MplId: book.ids.messageGuid(row),
    RunId: book.ids.runId(row),
    ModelStepId: step.modelStepId,
    MimeType: 'application/xml',
    PayloadSize: Buffer.byteLength(details.tracePayload(row, child)),
  };
}

function traceSets(book: MessageBook, details: MessageDetails): readonly SetDefinition[] {
  const properties = (entity: Entity, list: readonly (readonly [string, string])[]): readonly Entity[] =>
    list.map(([Name, Value]) => ({ TraceId: entity['TraceId'] ?? null, Name, Value }));
  const rowOf = (entity: Entity) => readTraceId(textOf(entity, 'TraceId')).row;
  return [
    {
      set: 'TraceMessages',
      find: ([id = ''], { now }) => {
        const { row, child } = readTraceId(id);
        if (row >= book.schedule.size || !details.hasTrace(row, now)) return undefined;
        const step = details.steps(row, now).find((one) => one.child === child);
        return step && traceEntity(book, details, row, step);
      },
      navigation: {
        Properties: (entity) =>
          properties(entity, [
            ['SAP_MessageProcessingLogID', book.ids.messageGuid(rowOf(entity))],
            ['SAP_ApplicationID', book.applicationId(rowOf(entity)) ?? ''],
            ['Content-Type', 'application/xml'],
          ]),
        ExchangeProperties: (entity) =>
          properties(entity, [
            ['SAP_CorrelateMPLs', 'true'],
            ['orderNumber', String(book.applicationNumber(rowOf(entity)))],
          ]),
      },
      value: (entity) => {
        const { row, child } = readTraceId(textOf(entity, 'TraceId'));
        return { content: details.tracePayload(row, child), contentType: 'application/xml' };
      },
    },
    { set: 'TraceMessageProperties' },
    { set: 'TraceMessageExchangeProperties' },
    { set: 'MessageProcessingLogRunStepProperties' },
  ];
}

function storeSets(book: MessageBook, details: MessageDetails): readonly SetDefinition[] {
  return [
    {
      set: 'MessageStoreEntries',
      find: ([id = '']) => {
        const found = locate(book, id, 'mst');
        return found && storeEntryEntities(book, details, found.row).find((one) => one['Id'] === id);
      },
      navigation: {
        Attachments: () => [],
        Properties: (entity) => {
          const found = locate(book, textOf(entity, 'Id'), 'mst');
          const order = found ? String(book.applicationNumber(found.row)) : '';
          return [{ MessageId: entity['Id'] ?? null, Name: 'SAP_ApplicationID', Value: order }];
        },
      },
      value: (entity) => {
        const found = locate(book, textOf(entity, 'Id'), 'mst');
        return found && { content: details.storePayload(found.row), contentType: 'application/xml' };
      },
    },
    { set: 'MessageStoreEntryProperties' },
    { set: 'MessageStoreEntryAttachments' },
    { set: 'MessageStoreEntryAttachmentProperties' },
  ];
}
