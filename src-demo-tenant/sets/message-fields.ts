import type { TrafficFlow } from '../content/model.ts';
import { type MessageBook, ownStatus } from '../messages/message-book.ts';
import { statuses } from '../messages/statuses.ts';
import { badRequest } from '../odata/fault.ts';
import type { Literal, Operator } from '../odata/filter.ts';
import type { Field } from '../odata/predicate.ts';

/** What `$filter` knows of a message, read by row (catalogue 2.5). */
export function messageFields(book: MessageBook, now: number): (path: string) => Field<number> {
  const ofFlow = (read: (flow: TrafficFlow) => string | null): Field<number> => ({
    type: 'text',
    read: (row) => read(book.flow(row)),
    test: (operator, literal) => byFlow(book, read, operator, literal),
  });
  const fields: Readonly<Record<string, Field<number>>> = {
    Status: {
      type: 'text',
      read: (row) => book.status(row, now),
      test: (operator, literal) => byStatus(book, now, operator, literal),
    },
    CustomStatus: {
      type: 'text',
      read: (row) => book.customStatus(row, now),
      test: (operator, literal) => byCustomStatus(book, now, operator, literal),
    },
    'IntegrationArtifact/Id': ofFlow((flow) => flow.artifactId),
    // The server maps the deprecated name to the artifact's id (catalogue 2.5).
    IntegrationFlowName: ofFlow((flow) => flow.artifactId),
    'IntegrationArtifact/Name': ofFlow((flow) => flow.artifactName),
    'IntegrationArtifact/PackageId': ofFlow((flow) => flow.packageId),
    'IntegrationArtifact/Type': ofFlow(() => 'INTEGRATION_FLOW'),
    ApplicationMessageType: ofFlow((flow) => flow.applicationMessageType),
    Sender: ofFlow((flow) => flow.sender || null),
    Receiver: ofFlow((flow) => flow.receiver || null),
    LogLevel: { type: 'text', read: (row) => book.level(row) },
    LogStart: { type: 'date', read: (row) => book.schedule.start[row] ?? 0 },
    LogEnd: { type: 'date', read: (row) => book.end(row, now) ?? null },
    MessageGuid: byId('MessageGuid', (id) => {
      const found = book.ids.rowOfGuid(id);
      return (row) => row === found;
    }),
    CorrelationId: byId('CorrelationId', (id) => {
      const found = book.ids.rowOfCorrelation(id);
      return (row) => book.root(row) === found;
    }),
    ApplicationMessageId: byId('ApplicationMessageId', (id) => {
      const roots = book.rootsOfApplicationId(id);
      return (row) => roots.has(book.root(row));
    }),
  };
  return (path) => {
    const field = fields[path];
    if (!field) throw badRequest(`Property ${path} cannot be filtered`);
    return field;
  };
}

/** Id fields know `eq` only (catalogue 2.5). */
function byId(path: string, test: (id: string) => (row: number) => boolean): Field<number> {
  const refuse = () => badRequest(`Property ${path} supports eq only`);
  return {
    type: 'text',
    read: () => {
      throw refuse();
    },
    test: (operator, literal) => {
      if (operator !== 'eq' || typeof literal !== 'string') throw refuse();
      return test(literal);
    },
  };
}

function byStatus(
  book: MessageBook,
  now: number,
  operator: Operator,
  literal: Literal,
): ((row: number) => boolean) | undefined {
  if (operator !== 'eq' && operator !== 'ne') return undefined;
  const code = statuses.findIndex((name) => name === literal);
  return (row) => (book.statusCodeAt(row, now) === code) === (operator === 'eq');
}

function byCustomStatus(
  book: MessageBook,
  now: number,
  operator: Operator,
  literal: Literal,
): ((row: number) => boolean) | undefined {
  const status = byStatus(book, now, 'eq', literal);
  if (!status || (operator !== 'eq' && operator !== 'ne')) return undefined;
  const fits =
    literal === ownStatus
      ? (row: number) => book.hasOwnStatus(row, now)
      : (row: number) => status(row) && !book.hasOwnStatus(row, now);
  return operator === 'eq' ? fits : (row) => !fits(row);
}

/** What depends on the flow alone is decided once per flow, not once per message. */
function byFlow(
  book: MessageBook,
  read: (flow: TrafficFlow) => string | null,
  operator: Operator,
  literal: Literal,
): ((row: number) => boolean) | undefined {
  if (operator !== 'eq' && operator !== 'ne') return undefined;
  const { flow } = book.schedule;
  const fits = book.flows.map((one) => (read(one) === literal) === (operator === 'eq'));
  return (row) => fits[flow[row] ?? 0] === true;
}
