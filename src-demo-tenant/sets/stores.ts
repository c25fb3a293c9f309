import { archive } from '../content/archive.ts';
import type { Entity } from '../odata/entity.ts';
import { textOf } from '../odata/entity.ts';
import type { Media, SetDefinition } from './definition.ts';
import { day, keeper, plainSet } from './plain-set.ts';

/** Data stores, variables, queues and number ranges (catalogue 2.6). */
export function storeSets(now: number): readonly SetDefinition[] {
  const entries = dataStoreEntries(now);
  const entriesOf = (store: Entity) =>
    entries.filter((one) => one['DataStoreName'] === store['DataStoreName'] && one['Type'] === store['Type']);
  const queues = [
    queue('ORDER.INBOUND', { NumbOfMsgs: 3, Size: 18_204, FillGrade: 0, State: 0, Active: 1 }),
    queue('ORDER.DEAD', { NumbOfMsgs: 12, Size: 96_110, FillGrade: 1, State: 1, Active: 1 }),
    queue('INVOICE.PARKED', { NumbOfMsgs: 0, Size: 0, FillGrade: 0, State: 0, Active: 0 }),
  ];
  return [
    plainSet('DataStores', dataStores(entries), {
      // `overdueonly` is the only option (catalogue 2.6).
      list: (_context, { custom }) =>
        dataStores(entries).filter(
          (one) => custom.get('overdueonly') !== 'true' || Number(one['NumberOfOverdueMessages']) > 0,
        ),
      navigation: { Entries: entriesOf },
    }),
    plainSet('DataStoreEntries', entries, {
      list: (_context, { custom }) =>
        entries.filter(
          (one) =>
            (custom.get('overdueonly') !== 'true' || one['Status'] === 'Overdue') &&
            (custom.get('messageid') ?? one['MessageId']) === one['MessageId'],
        ),
      value: (entity) =>
        zip('body', `<Order number="${textOf(entity, 'Id')}"/>\n`, 'SAP_ApplicationID=4711\n'),
    }),
    plainSet('Variables', variables(now), {
      value: (entity) =>
        zip(textOf(entity, 'VariableName'), '2026-01-05T06:00:00Z', 'Content-Type=text/plain\n'),
    }),
    plainSet('NumberRanges', [
      numberRange(now, 'InvoiceNumber', 'Outgoing e-invoices', '48213'),
      numberRange(now, 'DispatchAdvice', 'Dispatch advices to carriers', '7740'),
    ]),
    plainSet('Queues', queues, { navigation: { Messages: () => [], JmsQueues: () => [] } }),
    plainSet('JmsBrokers', [broker(queues)], {
      navigation: {
        QueueStates: () => queues.map(({ Name, State }) => ({ Name: Name ?? null, State: State ?? null })),
        InactiveQueues: () => queues.filter(({ Active }) => Active === 0),
      },
    }),
    plainSet('Locks', []),
    plainSet('IntegrationDesigntimeLocks', []),
  ];
}

function dataStores(entries: readonly Entity[]): readonly Entity[] {
  return [
    { DataStoreName: 'OrdersToConfirm', IntegrationFlow: '', Visibility: 'Global' },
    {
      DataStoreName: 'LastDelta',
      IntegrationFlow: 'NW_Employee_Replication',
      Visibility: 'Integration Flow',
    },
  ].map((store) => {
    const own = entries.filter(({ DataStoreName }) => DataStoreName === store.DataStoreName);
    const overdue = own.filter(({ Status }) => Status === 'Overdue').length;
    return { ...store, Type: '', NumberOfMessages: own.length, NumberOfOverdueMessages: overdue };
  });
}

function dataStoreEntries(now: number): readonly Entity[] {
  return Array.from({ length: 26 }, (_, index) => ({
    Id: String(4_500_000 + index),
    DataStoreName: 'OrdersToConfirm',
    IntegrationFlow: '',
    Type: '',
    Status: index < 2 ? 'Overdue' : 'Waiting',
    MessageId: `AF${String(index).padStart(4, '0')}demoDataStoreMessage_0`,
    DueAt: now + (index < 2 ? -day : 2 * day),
    CreatedAt: now - (index + 1) * 3_600_000,
    RetainUntil: now + 30 * day,
  }));
}

function variables(now: number): readonly Entity[] {
  const variable = (VariableName: string, IntegrationFlow: string): Entity => ({
    VariableName,
    IntegrationFlow,
    Visibility: IntegrationFlow === '' ? 'Global' : 'Integration Flow',
    UpdatedAt: now - 3_600_000,
    RetainUntil: now + 400 * day,
  });
  return [variable('LastRunTimestamp', 'NW_Employee_Replication'), variable('ActiveCompanyCodes', '')];
}

function numberRange(now: number, Name: string, Description: string, CurrentValue: string): Entity {
  return {
    Name,
    Description,
    MinValue: '1',
    MaxValue: '999999',
    CurrentValue,
    FieldLength: '6',
    Rotate: 'true',
    DeployedBy: keeper,
    DeployedOn: now - 200 * day,
  };
}

function queue(Name: string, facts: Readonly<Record<string, number>>): Entity {
  return { Name, Exclusive: 0, Type: 0, ...facts };
}

function broker(queues: readonly Entity[]): Entity {
  return {
    Key: 'Broker1',
    Capacity: queues.reduce((sum, one) => sum + Number(one['Size']), 0),
    MaxCapacity: 9_751_756_800,
    MaxQueueNumber: 30,
    QueueNumber: queues.length,
    CapacityOk: 2,
    CapacityWarning: 1,
    CapacityError: 0,
    IsTransactedSessionsHigh: 0,
    IsConsumersHigh: 0,
    IsProducersHigh: 0,
    IsQueuesHigh: 0,
    IsMessageSpoolHigh: 0,
  };
}

/** Payloads of data stores and variables are zips of body and headers (catalogue 2.6). */
function zip(name: string, body: string, headers: string): Media {
  const content = archive({ [name]: body, 'headers.prop': headers });
  return { content, contentType: 'application/zip', fileName: `${name}.zip` };
}
