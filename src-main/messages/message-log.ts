import { EntityReader } from '../sap/odata/entity.ts';

/** What the library keeps of a message processing log (catalogue 2.5). */
export interface MessageLog {
  readonly guid: string;
  /** `undefined`: the tenant named no time; such a log belongs to no stretch of time. */
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly status: string;
  readonly correlationId: string | undefined;
  readonly applicationId: string | undefined;
  readonly applicationType: string | undefined;
  readonly sender: string | undefined;
  readonly receiver: string | undefined;
  readonly customStatus: string | undefined;
  readonly logLevel: string | undefined;
  readonly transactionId: string | undefined;
  readonly flow: Flow;
}

export interface Flow {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly packageId: string;
  readonly packageName: string;
}

/** `$select` leaves out what is not kept; it halves the answer. The link to the web UI follows from the id. */
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
    start: reader.instant('LogStart'),
    end: reader.instant('LogEnd'),
    status: reader.text('Status'),
    correlationId: reader.optionalText('CorrelationId'),
    applicationId: reader.optionalText('ApplicationMessageId'),
    applicationType: reader.optionalText('ApplicationMessageType'),
    sender: reader.optionalText('Sender'),
    receiver: reader.optionalText('Receiver'),
    customStatus: reader.optionalText('CustomStatus'),
    logLevel: reader.optionalText('LogLevel'),
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
