import { safeFileName } from '../../src-shared/file-names.ts';
import type { AttachmentRow } from '../../src-shared/model/messages.ts';
import type { Session } from '../connections/session.ts';
import { download } from '../jobs/download.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { entityPath } from '../sap/odata/address.ts';

/** Asks the person where to save; undefined where the dialog was cancelled. */
export type SaveAs = (defaultName: string) => Promise<string | undefined>;

function request(attachmentId: string) {
  const path = `${entityPath('MessageProcessingLogAttachments', attachmentId)}/$value`;
  return { path, area: 'payloads' } as const;
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
