import type { ReadRequest } from '../../../../src-main/sap/tenant-client.ts';
import type { Entity, FakeTenant } from '../fake-tenant.ts';

export interface FakeMessage {
  readonly guid: string;
  readonly start: number;
  status: string;
  /** Default: 100 ms after its start, or none while it runs. */
  end?: number;
  /** Default: that of the status. */
  customStatus?: string;
  /** From when on the tenant shows it; default: always. */
  readonly visibleAt?: number;
}

const endOf = ({ start, status, end }: FakeMessage): number | undefined =>
  end ?? (status === 'PROCESSING' ? undefined : start + 100);

export function messageEntity(message: FakeMessage): Entity {
  const { guid, start, status, customStatus = status } = message;
  const end = endOf(message);
  return {
    MessageGuid: guid,
    CorrelationId: `C-${guid}`,
    ApplicationMessageId: null,
    ApplicationMessageType: null,
    LogStart: `/Date(${start})/`,
    LogEnd: end === undefined ? null : `/Date(${end})/`,
    Sender: 'SHOP',
    Receiver: null,
    IntegrationFlowName: 'Orders',
    Status: status,
    CustomStatus: customStatus,
    LogLevel: 'INFO',
    AlternateWebLink: null,
    IntegrationArtifact: {
      Id: 'Orders',
      Name: 'Receive orders',
      Type: 'INTEGRATION_FLOW',
      PackageId: 'Sales',
      PackageName: 'Sales',
    },
    TransactionId: null,
  };
}

/** Message processing logs as a tenant answers them: bounds of start and end, ids, newest first. */
export function serveMessages(tenant: FakeTenant, messages: readonly FakeMessage[], now: () => number): void {
  const answer = (request: ReadRequest): readonly Entity[] => {
    const filter = request.query?.['$filter'] ?? '';
    const bound = (operator: string): number | undefined => {
      const text = new RegExp(`LogStart ${operator} datetime'([^']+)'`).exec(filter)?.[1];
      return text === undefined ? undefined : Date.parse(`${text}Z`);
    };
    const guids = [...filter.matchAll(/MessageGuid eq '([^']+)'/g)].map((match) => match[1]);
    const from = bound('ge') ?? -Infinity;
    const to = bound('lt') ?? Infinity;
    const ended = /LogEnd ge datetime'([^']+)'/.exec(filter)?.[1];
    const endedFrom = ended === undefined ? undefined : Date.parse(`${ended}Z`);
    return messages
      .filter(({ visibleAt = 0 }) => visibleAt <= now())
      .filter(
        ({ guid, start }) => start >= from && start < to && (guids.length === 0 || guids.includes(guid)),
      )
      .filter((one) => endedFrom === undefined || (endOf(one) ?? -Infinity) >= endedFrom)
      .toSorted((a, b) => b.start - a.start)
      .map(messageEntity);
  };
  tenant.list('MessageProcessingLogs', answer);
}
