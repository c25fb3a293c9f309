import type { ReadRequest } from '../../../../src-main/sap/tenant-client.ts';
import type { Entity, FakeTenant } from '../fake-tenant.ts';

export interface FakeMessage {
  readonly guid: string;
  readonly start: number;
  status: string;
  /** From when on the tenant shows it; default: always. */
  readonly visibleAt?: number;
}

export function messageEntity({ guid, start, status }: FakeMessage): Entity {
  return {
    MessageGuid: guid,
    CorrelationId: `C-${guid}`,
    ApplicationMessageId: null,
    ApplicationMessageType: null,
    LogStart: `/Date(${start})/`,
    LogEnd: status === 'PROCESSING' ? null : `/Date(${start + 100})/`,
    Sender: 'SHOP',
    Receiver: null,
    IntegrationFlowName: 'Orders',
    Status: status,
    CustomStatus: status,
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

/** Message processing logs as a tenant answers them: time bounds, ids, newest first. */
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
    return messages
      .filter(({ visibleAt = 0 }) => visibleAt <= now())
      .filter(
        ({ guid, start }) => start >= from && start < to && (guids.length === 0 || guids.includes(guid)),
      )
      .toSorted((a, b) => b.start - a.start)
      .map(messageEntity);
  };
  tenant.list('MessageProcessingLogs', answer);
}
