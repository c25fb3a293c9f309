import { AppError } from '../../src-shared/errors.ts';
import { safeFileName } from '../../src-shared/file-names.ts';
import type { AttachmentRow, TextContent } from '../../src-shared/model/messages.ts';
import type { Session } from '../connections/session.ts';
import { download } from '../jobs/download.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { entityPath } from '../sap/odata/address.ts';
import type { TenantClient } from '../sap/tenant-client.ts';

/** Asks the person where to save; undefined where the dialog was cancelled. */
export type SaveAs = (defaultName: string) => Promise<string | undefined>;

function request(attachmentId: string) {
  const path = `${entityPath('MessageProcessingLogAttachments', attachmentId)}/$value`;
  return { path, area: 'payloads' } as const;
}

/**
 * Text of an attachment for the viewer, cut at `limit` bytes. Read each time and kept nowhere. Throws `tenant.not-found`.
 */
export async function attachmentText(
  client: TenantClient,
  attachment: Pick<AttachmentRow, 'id' | 'bytes'>,
  limit: number,
  signal: AbortSignal,
): Promise<TextContent> {
  const answer = await client.text({ ...request(attachment.id), priority: 'interactive', signal }, limit);
  if (!answer)
    throw new AppError('tenant.not-found', 'The attachment is no longer there.', { area: 'payloads' });
  const { text, bytes, truncated, contentType } = answer;
  // A zero byte or many characters that are none: bytes of something else than text.
  const strange = (text.slice(0, 4000).match(/[\0\uFFFD]/g) ?? []).length;
  return {
    text: strange > 8 ? '' : text,
    // The list's figure is the tenant's own; a cut answer without a length knows none.
    bytes: bytes ?? attachment.bytes,
    truncated,
    contentType,
    shape: strange > 8 ? 'binary' : 'text',
  };
}

/** Saves an attachment where the person wants it, as a job. Throws what a download throws. */
export async function saveAttachment(
  { connection, client }: Session,
  attachment: AttachmentRow,
  { jobs, saveAs }: { readonly jobs: Jobs; readonly saveAs: SaveAs },
  signal: AbortSignal,
): Promise<{ file: string } | undefined> {
  const { id, name, contentType } = attachment;
  const file = await saveAs(safeFileName(withExtension(attachment)));
  if (file === undefined) return undefined;
  // A page is what was attached, or what a proxy sent in its place.
  const shape = /html/i.test(contentType) || /\.x?html?$/i.test(name) ? 'any' : 'data';
  return download(
    jobs,
    client,
    { connectionId: connection.id, name, file, request: request(id), shape },
    signal,
  );
}

function withExtension({ name, contentType }: AttachmentRow): string {
  if (/\.\w{1,5}$/.test(name)) return name;
  const kind = /(xml|json|csv|html)/i.exec(contentType)?.[1]?.toLowerCase();
  return `${name}.${kind ?? (contentType.startsWith('text/') ? 'txt' : 'bin')}`;
}
