import { AppError } from '../../src-shared/errors.ts';
import type { GuardedTransport } from './guarded-transport.ts';
import { networkFailure } from './network-failure.ts';
import type { TransportAnswer, TransportRequest } from './transport.ts';
import { cancelled, untilCancelled } from './until-cancelled.ts';

/** ms without a byte after which a request is given up. */
export const silenceLimit = 30_000;

export interface Exchange {
  readonly answer: TransportAnswer;
  /** Chunks as they come. Whoever stops early ends the request. */
  chunks(): AsyncGenerator<Uint8Array>;
}

export interface ExchangeOptions {
  readonly transport: GuardedTransport;
  readonly request: Omit<TransportRequest, 'signal'>;
  readonly signal: AbortSignal | undefined;
  readonly silence?: number;
}

/**
 * One request with a limit on silence instead of on length, so that a large answer on a slow line goes through and a dead
 * line does not hang. Throws `network.*` and `request.cancelled`.
 */
export async function exchange(options: ExchangeOptions): Promise<Exchange> {
  const { transport, request, signal, silence = silenceLimit } = options;
  const { host } = new URL(request.url);
  const abort = new AbortController();
  const cancel = () => signal && abort.abort(cancelled(signal));
  if (signal?.aborted === true) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  const end = () => {
    signal?.removeEventListener('abort', cancel);
    abort.abort(new AppError('request.cancelled', 'The request has ended.'));
  };
  /** The limit runs only while waiting for the host, not while a slow disk takes what has come. */
  const heard = async <T>(pending: Promise<T>): Promise<T> => {
    const giveUp = () =>
      abort.abort(new AppError('network.timeout', `${host} has been silent for too long.`, { host }));
    const timer = setTimeout(giveUp, silence);
    try {
      // Some stacks do not settle a pending read when the signal fires.
      return await untilCancelled(pending, abort.signal);
    } catch (cause) {
      throw abort.signal.aborted ? cancelled(abort.signal) : networkFailure(cause, host);
    } finally {
      clearTimeout(timer);
    }
  };

  try {
    const answer = await heard(transport.fetch({ ...request, signal: abort.signal }));
    return { answer, chunks: () => bodyChunks(answer, host, heard, end) };
  } catch (fault) {
    end();
    throw fault;
  }
}

async function* bodyChunks(
  answer: TransportAnswer,
  host: string,
  heard: <T>(pending: Promise<T>) => Promise<T>,
  end: () => void,
): AsyncGenerator<Uint8Array> {
  const reader = answer.body?.getReader();
  let received = 0;
  try {
    while (reader) {
      const { done, value } = await heard(reader.read());
      if (done) break;
      received += value.length;
      yield value;
    }
    checkLength(answer, received, host);
  } finally {
    end();
  }
}

/** A stack that does not compare the announced length would hand on half a body as a whole one. */
function checkLength(answer: TransportAnswer, received: number, host: string): void {
  const announced = announcedLength(answer);
  if (announced !== undefined && announced !== received)
    throw new AppError('network.cut', 'The connection was cut.', { host });
}

/** Of a body that is not compressed: then the header counts other bytes than those that arrive here. */
export function announcedLength({ headers }: TransportAnswer): number | undefined {
  const announced = headers.get('content-length');
  return announced === null || headers.get('content-encoding') !== null ? undefined : Number(announced);
}

/** The body up to `limit` bytes: that protects the memory of main. */
export async function readBytes(
  open: Exchange,
  limit: number,
): Promise<{ bytes: Uint8Array; truncated: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of open.chunks()) {
    parts.push(chunk);
    length += chunk.length;
    if (length > limit) break;
  }
  // An array of its own: a Buffer may be a view of memory that also holds other answers.
  const bytes = new Uint8Array(Math.min(length, limit));
  let at = 0;
  for (const part of parts) {
    const fitting = part.subarray(0, bytes.length - at);
    bytes.set(fitting, at);
    at += fitting.length;
  }
  return { bytes, truncated: length > limit };
}

/**
 * The same as text in the answer's own charset, UTF-8 where it names none. A character cut in two is left out. `bytes` is
 * the length of the whole body, `undefined` where it was cut and no length was announced.
 */
export async function readText(
  open: Exchange,
  limit: number,
): Promise<{ text: string; bytes: number | undefined; truncated: boolean }> {
  const { bytes, truncated } = await readBytes(open, limit);
  const text = decode(bytes, open.answer.headers.get('content-type') ?? '', truncated);
  return { text, bytes: truncated ? announcedLength(open.answer) : bytes.length, truncated };
}

function decode(bytes: Uint8Array, contentType: string, isCut: boolean): string {
  const charset = /charset="?([\w.:-]+)/i.exec(contentType)?.[1];
  try {
    return new TextDecoder(charset).decode(bytes, { stream: isCut });
  } catch {
    // A charset nobody knows: UTF-8 shows at least what is ASCII.
    return new TextDecoder().decode(bytes, { stream: isCut });
  }
}
