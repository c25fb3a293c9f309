import type { Area } from '../../src-shared/errors.ts';
import type { PayloadSource } from '../../src-shared/model/payloads.ts';
import { entityPath } from '../sap/odata/address.ts';

/** A payload that the tenant hands out. */
export type TenantSource = Exclude<PayloadSource, { readonly of: 'part' }>;

const sets = {
  attachment: 'MessageProcessingLogAttachments',
  'store-entry': 'MessageStoreEntries',
  'store-attachment': 'MessageStoreEntryAttachments',
  trace: 'TraceMessages',
} as const;

/** Where the content of a payload stands (catalogue 2.5, 2.6), and by which rate it is read (catalogue 3.2). */
export function payloadRequest({ of, id }: TenantSource): { readonly path: string; readonly area: Area } {
  // Keys of trace messages are numbers: `TraceMessages(7875L)`.
  const entity = entityPath(sets[of], of === 'trace' ? { int64: id.replace(/L$/, '') } : id);
  return { path: `${entity}/$value`, area: areaOf(of) };
}

function areaOf(of: TenantSource['of']): Area {
  return of === 'attachment' || of === 'trace' ? 'payloads' : 'message-store';
}
