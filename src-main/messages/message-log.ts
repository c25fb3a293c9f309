import type { SqlValue, Statement } from '../library/library.ts';
import { EntityReader } from '../sap/odata/entity.ts';

/** What the library keeps of a message processing log (catalogue 2.5). */
export interface MessageLog {
  readonly guid: string;
  readonly start: number;
  readonly end: number | undefined;
  readonly status: string;
  readonly correlationId: string | undefined;
  readonly applicationId: string | undefined;
  readonly applicationType: string | undefined;
  readonly sender: string | undefined;
  readonly receiver: string | undefined;
  readonly customStatus: string | undefined;
  readonly logLevel: string | undefined;
  readonly webLink: string | undefined;
  readonly transactionId: string | undefined;
  readonly flow: Flow;
}

interface Flow {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly packageId: string;
  readonly packageName: string;
}

/** `$select` leaves out what is not kept; it halves the answer. */
export const selectedProperties = [
  'MessageGuid',
  'CorrelationId',
  'ApplicationMessageId',
  'ApplicationMessageType',
  'LogStart',
  'LogEnd',
  'Sender',
  'Receiver',
  'IntegrationFlowName',
  'Status',
  'CustomStatus',
  'LogLevel',
  'AlternateWebLink',
  'IntegrationArtifact',
  'TransactionId',
].join(',');

/** Throws `tenant.unexpected-shape`. */
export function readMessageLog(entity: unknown): MessageLog {
  const reader = new EntityReader(entity, 'MessageProcessingLogs');
  const artifact = reader.complex('IntegrationArtifact');
  // Logs of older versions carry the flow's id in the deprecated name alone (catalogue 3.7).
  const flowId = artifact?.optionalText('Id') ?? reader.optionalText('IntegrationFlowName') ?? '';
  return {
    guid: reader.text('MessageGuid'),
    start: reader.instant('LogStart') ?? 0,
    end: reader.instant('LogEnd'),
    status: reader.text('Status'),
    correlationId: reader.optionalText('CorrelationId'),
    applicationId: reader.optionalText('ApplicationMessageId'),
    applicationType: reader.optionalText('ApplicationMessageType'),
    sender: reader.optionalText('Sender'),
    receiver: reader.optionalText('Receiver'),
    customStatus: reader.optionalText('CustomStatus'),
    logLevel: reader.optionalText('LogLevel'),
    webLink: reader.optionalText('AlternateWebLink'),
    transactionId: reader.optionalText('TransactionId'),
    flow: {
      id: flowId,
      name: artifact?.optionalText('Name') ?? flowId,
      type: artifact?.optionalText('Type') ?? '',
      packageId: artifact?.optionalText('PackageId') ?? '',
      packageName: artifact?.optionalText('PackageName') ?? '',
    },
  };
}

const insertFlow = `INSERT OR IGNORE INTO flows (id, name, type, package_id, package_name, search) VALUES (?, ?, ?, ?, ?, ?)`;

const insertMessage = `INSERT INTO messages (guid, start, "end", status, flow, correlation_id, application_id, application_type,
    sender, receiver, custom_status, log_level, web_link, transaction_id)
  VALUES (?, ?, ?, ?,
    (SELECT flow_key FROM flows WHERE id = ? AND name = ? AND type = ? AND package_id = ? AND package_name = ?),
    ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (guid) DO UPDATE SET "end" = excluded."end", status = excluded.status, custom_status = excluded.custom_status,
    sender = excluded.sender, receiver = excluded.receiver, application_id = excluded.application_id,
    application_type = excluded.application_type, log_level = excluded.log_level`;

/** Statements that store logs, new or seen before. */
export function storeLogs(logs: readonly MessageLog[]): readonly Statement[] {
  if (logs.length === 0) return [];
  const flows = new Map(logs.map(({ flow }) => [flowKey(flow).join('\n'), flow]));
  return [
    {
      sql: insertFlow,
      rows: [...flows.values()].map((flow) => [...flowKey(flow), `${flow.name}\n${flow.id}`.toLowerCase()]),
    },
    { sql: insertMessage, rows: logs.map(messageValues) },
  ];
}

function flowKey(flow: Flow): readonly string[] {
  return [flow.id, flow.name, flow.type, flow.packageId, flow.packageName];
}

function messageValues(log: MessageLog): readonly SqlValue[] {
  return [
    log.guid,
    log.start,
    log.end ?? null,
    log.status,
    ...flowKey(log.flow),
    log.correlationId ?? null,
    log.applicationId ?? null,
    log.applicationType ?? null,
    log.sender ?? null,
    log.receiver ?? null,
    log.customStatus ?? null,
    log.logLevel ?? null,
    log.webLink ?? null,
    log.transactionId ?? null,
  ];
}
