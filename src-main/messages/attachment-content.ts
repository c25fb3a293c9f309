import { AppError } from '../../src-shared/errors.ts';
import { safeFileName } from '../../src-shared/file-names.ts';
import type { AttachmentRow, TextContent } from '../../src-shared/model/messages.ts';
import { entityPath } from '../sap/odata/address.ts';
import type { TenantClient } from '../sap/tenant-client.ts';

/** Asks the person where to save; undefined where the dialog was cancelled. */
export type ChooseFile = (defaultName: string) => Promise<string | undefined>;

function request(attachmentId: string, signal: AbortSignal) {
  const path = `${entityPath('MessageProcessingLogAttachments', attachmentId)}/$value`;
  return { path, area: 'payloads', priority: 'interactive', signal } as const;
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
  const answer = await client.text(request(attachment.id, signal), limit);
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

export async function saveAttachment(
  client: TenantClient,
  attachment: AttachmentRow,
  chooseFile: ChooseFile,
  signal: AbortSignal,
): Promise<{ file: string } | undefined> {
  const file = await chooseFile(safeFileName(withExtension(attachment)));
  if (file === undefined) return undefined;
  await client.save(request(attachment.id, signal), file);
  return { file };
}

function withExtension({ name, contentType }: AttachmentRow): string {
  if (/\.\w{1,5}$/.test(name)) return name;
  const kind = /(xml|json|csv|html)/i.exec(contentType)?.[1]?.toLowerCase();
  return `${name}.${kind ?? (contentType.startsWith('text/') ? 'txt' : 'bin')}`;
}
