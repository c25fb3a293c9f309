import type { MessageDetails, Part } from '../../../src-shared/model/messages.ts';

const read = <T>(value: T): Part<T> => ({ state: 'read', value, readAt: 1 });
/** A failed message with an attachment and an entry of the message store. */
export const details: MessageDetails = {
  row: {
    messageGuid: 'AGx1',
    correlationId: 'C1',
    applicationMessageId: undefined,
    applicationMessageType: undefined,
    flowId: 'Orders',
    flowName: 'Receive | orders',
    packageId: 'Sales',
    status: 'FAILED',
    customStatus: 'FAILED',
    start: Date.UTC(2026, 10, 23, 12),
    end: Date.UTC(2026, 10, 23, 12, 0, 2),
    sender: 'SHOP',
    receiver: undefined,
    logLevel: 'INFO',
  },
  packageName: 'Contoso Sales',
  deployedVersion: '1.0.2',
  artifactExists: true,
  correlated: 1,
  webUiUrl: 'https://x.example/monitoring/1',
  error: read({ text: 'Order 4711 is closed', lastStepId: 'CallActivity_7' }),
  customHeaders: read([{ name: 'orderId', value: '4711' }]),
  adapterAttributes: read([]),
  attachments: read([{ id: 'a1', name: 'request.xml', contentType: 'text/xml', bytes: 1_200, at: 1 }]),
  storeEntries: read([{ id: 's1', storeId: 'after mapping', at: 1, hasAttachments: false }]),
  runs: read([]),
};
