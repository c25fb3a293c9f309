import type { MessageBook } from '../messages/message-book.ts';
import type { MessageDetails, RunStep } from '../messages/message-details.ts';
import { type Entity, textOf } from '../odata/entity.ts';
import type { RequestContext, SetDefinition } from './definition.ts';
import { visibleRow } from './message-access.ts';
import { runEntities } from './message-entities.ts';
import { readTraceId, traceId } from './message-keys.ts';

/** Runs, run steps and trace (catalogue 2.5). */
export function runSets(book: MessageBook, details: MessageDetails): readonly SetDefinition[] {
  const stepOf = (entity: Entity, context: RequestContext) => {
    const row = visibleRow(book, book.ids.rowOfRun(textOf(entity, 'RunId')), context);
    const child = Number(textOf(entity, 'ChildCount'));
    const step =
      row === undefined ? undefined : details.steps(row, context.now).find((one) => one.child === child);
    return row === undefined || !step ? undefined : { row, step };
  };
  return [
    {
      set: 'MessageProcessingLogRuns',
      find: ([id = ''], context) => {
        const row = visibleRow(book, book.ids.rowOfRun(id), context);
        return row === undefined ? undefined : runEntities(book, row, context.now)[0];
      },
      navigation: {
        RunSteps: (entity, { now }) => {
          const row = book.ids.rowOfRun(textOf(entity, 'Id'));
          return row === undefined ? [] : details.steps(row, now).map((step) => stepEntity(book, row, step));
        },
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
    TraceId: traceId(book, row, child),
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
  const rowOf = (entity: Entity) => readTraceId(book, textOf(entity, 'TraceId'))?.row ?? 0;
  return [
    {
      set: 'TraceMessages',
      find: ([id = ''], context) => {
        const found = readTraceId(book, id);
        const row = visibleRow(book, found?.row, context);
        if (row === undefined || !details.hasTrace(row, context.now)) return undefined;
        const step = details.steps(row, context.now).find((one) => one.child === found?.child);
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
        const found = readTraceId(book, textOf(entity, 'TraceId'));
        return (
          found && { content: details.tracePayload(found.row, found.child), contentType: 'application/xml' }
        );
      },
    },
    { set: 'TraceMessageProperties' },
    { set: 'TraceMessageExchangeProperties' },
    { set: 'MessageProcessingLogRunStepProperties' },
  ];
}
