import { AppError } from '../../src-shared/errors.ts';
import { networkFailure } from './network-failure.ts';
import type { Transport, TransportAnswer, TransportRequest } from './transport.ts';

/** ms without a byte after which a request is given up. */
export const silenceLimit = 30_000;

export interface Exchange {
  readonly answer: TransportAnswer;
  /** Chunks as they come; each keeps the request alive. */
  chunks(): AsyncGenerator<Uint8Array>;
  /** Ends the request without reading the rest. */
  abandon(): void;
}

export interface ExchangeOptions {
  readonly transport: Transport;
  readonly request: Omit<TransportRequest, 'signal'>;
  readonly signal: AbortSignal | undefined;
  readonly silence?: number;
}

/**
 * One request with a limit on silence instead of on length, so that a large answer on a slow line goes through and a dead
 * line does not hang. Throws `network.*` and `request.cancelled`.
 */
export async function exchange({
  transport,
  request,
  signal,
  silence = silenceLimit,
}: ExchangeOptions): Promise<Exchange> {
  const { host } = new URL(request.url);
  const abort = new AbortController();
  const giveUp = () =>
    abort.abort(new AppError('network.timeout', `${host} has been silent for too long.`, { host }));
  let timer = setTimeout(giveUp, silence);
  const touch = () => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, silence);
  };
  const cancel = () => abort.abort(new AppError('request.cancelled', 'The request was given up.'));
  if (signal?.aborted === true) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  const end = () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  };
  const failure = (cause: unknown): AppError =>
    abort.signal.reason instanceof AppError ? abort.signal.reason : networkFailure(cause, host);

  let answer: TransportAnswer;
  try {
    answer = await untilAborted(transport.fetch({ ...request, signal: abort.signal }), abort.signal);
    touch();
  } catch (cause) {
    end();
    throw failure(cause);
  }
  return {
    answer,
    chunks: async function* chunks() {
      const reader = answer.body?.getReader();
      let received = 0;
      try {
        while (reader) {
          const { done, value } = await untilAborted(reader.read(), abort.signal);
          if (done) break;
          touch();
          received += value.length;
          yield value;
        }
        checkLength(answer, received, host);
      } catch (cause) {
        throw failure(cause);
      } finally {
        end();
      }
    },
    abandon: () => {
      end();
      abort.abort(new AppError('request.cancelled', 'The rest of the answer is not wanted.'));
    },
  };
}

/** Some stacks do not settle a pending read when the signal fires. */
function untilAborted<T>(pending: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((done, failed) => {
    const stop = () => failed(signal.reason as AppError);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    pending.then(done, failed).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** A stack that does not compare the announced length would hand on half a body as a whole one. */
function checkLength(answer: TransportAnswer, received: number, host: string): void {
  const announced = answer.headers.get('content-length');
  if (announced === null || answer.headers.get('content-encoding') !== null) return;
  if (Number(announced) !== received) throw new AppError('network.cut', 'The connection was cut.', { host });
}

/** The whole body as text; `limit` in bytes protects the memory of main. */
export async function readText(
  open: Exchange,
  limit: number,
): Promise<{ text: string; bytes: number; truncated: boolean }> {
  const { bytes, truncated } = await readBytes(open, limit);
  return { text: new TextDecoder().decode(bytes), bytes: bytes.length, truncated };
}

export async function readBytes(
  open: Exchange,
  limit: number,
): Promise<{ bytes: Uint8Array; truncated: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of open.chunks()) {
    parts.push(chunk);
    length += chunk.length;
    if (length > limit) {
      open.abandon();
      break;
    }
  }
  const whole = new Uint8Array(Buffer.concat(parts));
  return { bytes: length > limit ? whole.subarray(0, limit) : whole, truncated: length > limit };
}
