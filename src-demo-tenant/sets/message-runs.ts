import type { MessageBook } from '../messages/message-book.ts';
import type { MessageDetails } from '../messages/message-details.ts';
import type { RunStep } from '../messages/run-steps.ts';
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
      row === undefined ? undefined : details.run.kept(row, context.now).find((one) => one.child === child);
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
          return row === undefined
            ? []
            : details.run.kept(row, now).map((step) => stepEntity(book, row, step));
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
          if (!found || !details.run.hasTrace(found.row, context.now)) return [];
          return [traceEntity(book, details, found.row, found.step, context.now)];
        },
      },
    },
    ...traceSets(book, details),
  ];
}

function stepEntity(
  book: MessageBook,
  row: number,
  { child, step, branch, start, stop, status, error }: RunStep,
): Entity {
  return {
    RunId: book.ids.runId(row),
    ChildCount: child,
    StepId: `${step.modelStepId}_${child}`,
    ModelStepId: step.modelStepId,
    Activity: step.activity,
    BranchId: branch,
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
  now: number,
): Entity {
  const { contentType, content } = details.trace.payload(row, child, now);
  return {
    TraceId: traceId(book, row, child),
    MplId: book.ids.messageGuid(row),
    RunId: book.ids.runId(row),
    ModelStepId: step.modelStepId,
    MimeType: contentType,
    PayloadSize: Buffer.byteLength(content),
  };
}

function traceSets(book: MessageBook, details: MessageDetails): readonly SetDefinition[] {
  const properties = (entity: Entity, list: readonly (readonly [string, string])[]): readonly Entity[] =>
    list.map(([Name, Value]) => ({ TraceId: entity['TraceId'] ?? null, Name, Value }));
  const placeOf = (entity: Entity) => readTraceId(book, textOf(entity, 'TraceId')) ?? { row: 0, child: 0 };
  return [
    {
      set: 'TraceMessages',
      find: ([id = ''], context) => {
        const found = readTraceId(book, id);
        const row = visibleRow(book, found?.row, context);
        if (row === undefined || !details.run.hasTrace(row, context.now)) return undefined;
        const step = details.run.kept(row, context.now).find((one) => one.child === found?.child);
        return step && traceEntity(book, details, row, step, context.now);
      },
      navigation: {
        Properties: (entity, { now }) => {
          const { row, child } = placeOf(entity);
          return properties(entity, details.trace.headers(row, child, now));
        },
        ExchangeProperties: (entity, { now }) => {
          const { row, child } = placeOf(entity);
          return properties(entity, details.trace.properties(row, child, now));
        },
      },
      value: (entity, { now }) => {
        const { row, child } = placeOf(entity);
        return details.trace.payload(row, child, now);
      },
    },
    { set: 'TraceMessageProperties' },
    { set: 'TraceMessageExchangeProperties' },
    { set: 'MessageProcessingLogRunStepProperties' },
  ];
}
