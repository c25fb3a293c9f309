import { toModelText } from '../../../src-shared/content/artifact/model-text.ts';
import { readComparison } from './compare/read-comparison.ts';
import { findLines } from './find-lines.ts';
import type { ReaderReply, ReaderRequest, ReaderValue } from './protocol.ts';
import { readContent, readResource } from './read-content.ts';
import { readParts, unpack } from './read-parts.ts';
import { Refusal } from './refusal.ts';

/** Answers one request; failures are data. */
export async function answerRequest(request: ReaderRequest): Promise<ReaderReply> {
  const { id } = request;
  try {
    return { id, ok: true, value: await valueOf(request) };
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault);
    return { id, ok: false, code: fault instanceof Refusal ? fault.code : undefined, message };
  }
}

async function valueOf(request: ReaderRequest): Promise<ReaderValue> {
  switch (request.type) {
    case 'compare':
      return readComparison(request.before, request.after, request.options);
    case 'read':
      return toModelText(await readContent(request.source));
    case 'parts':
      return readParts(request.source);
    case 'unpack':
      return unpack(request.source);
    case 'resource':
      return readResource(request.source, request.path, request.entry);
    case 'find':
      return findLines(request.source, request.text, request.entry);
  }
}
