import { AppError } from '../../src-shared/errors.ts';
import { announcedLength, type Exchange } from './exchange.ts';
import type { AnswerContext } from './odata/answer.ts';
import type { ExpectedBody } from './tenant-client.ts';

/** Bytes between two reports: a fast line must not flood the windows. */
const progressStep = 256 * 1024;

/** First bytes of a zip: of an entry, or of the end where it has none (APPNOTE 4.3.7, 4.3.16). */
const zipStarts = ['PK\u0003\u0004', 'PK\u0005\u0006'];

/**
 * Chunks of an answer on their way to a file, refused as soon as they are seen to be something else. A proxy or a login
 * page answers 200, too. Throws `content.too-large`, `content.unreadable`, `tenant.not-json`, `tenant.empty-answer`.
 */
export async function* savedBody(
  open: Exchange,
  expected: ExpectedBody,
  context: AnswerContext,
): AsyncGenerator<Uint8Array> {
  const total = announcedLength(open.answer);
  let start: Buffer | undefined = Buffer.alloc(0);
  let received = 0;
  let told = 0;
  for await (const chunk of open.chunks()) {
    received += chunk.length;
    if (Math.max(received, total ?? 0) > expected.limit) throw tooLarge(expected.limit, context);
    if (start) {
      start = Buffer.concat([start, chunk]);
      if (start.length < 4) continue;
      checkStart(start, open, expected, context);
      yield start;
      start = undefined;
    } else {
      yield chunk;
    }
    if (received - told >= progressStep) {
      told = received;
      expected.progress(received, total);
    }
  }
  if (start) {
    checkStart(start, open, expected, context);
    yield start;
  }
  expected.progress(received, received);
}

function checkStart(start: Buffer, open: Exchange, { shape }: ExpectedBody, context: AnswerContext): void {
  const contentType = open.answer.headers.get('content-type') ?? '';
  if (shape === 'any') return;
  if (/^\s*(text\/html|application\/xhtml)/i.test(contentType))
    throw new AppError('tenant.not-json', 'The answer is a page, not data.', { ...context });
  if (shape !== 'zip' || zipStarts.includes(start.toString('latin1', 0, 4))) return;
  if (start.length === 0) throw new AppError('tenant.empty-answer', 'The answer is empty.', { ...context });
  const reason = 'The tenant sent something else than a zip file.';
  throw new AppError('content.unreadable', 'The answer is no zip.', { ...context, reason });
}

function tooLarge(limit: number, context: AnswerContext): AppError {
  const reason = `It is larger than ${Math.round(limit / 1024 / 1024)} MB, the most that is saved to a file.`;
  return new AppError('content.too-large', 'The answer is larger than is saved.', { ...context, reason });
}
