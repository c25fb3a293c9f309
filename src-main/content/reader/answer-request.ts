import type { ReaderReply, ReaderRequest } from './protocol.ts';
import { readContent, readResource } from './read-content.ts';
import { Refusal } from './refusal.ts';

/** Answers one request; failures are data. */
export async function answerRequest(request: ReaderRequest): Promise<ReaderReply> {
  const { id, source } = request;
  try {
    const value =
      request.type === 'read'
        ? await readContent(source)
        : await readResource(source, request.path, request.entry);
    return { id, ok: true, value };
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault);
    return { id, ok: false, code: fault instanceof Refusal ? fault.code : undefined, message };
  }
}
