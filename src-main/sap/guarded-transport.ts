import { AppError } from '../../src-shared/errors.ts';
import { isApiPath } from './api-path.ts';
import { closedGate, type Gate, type GateRequest, readPermit, refusal } from './gate.ts';
import { networkFailure } from './network-failure.ts';
import type { Transport, TransportAnswer, TransportRequest } from './transport.ts';

/**
 * A transport behind a gate, and the only thing `exchange` takes: each attempt asks the gate with its final headers and
 * tells it what became of it. A class with a private field, so that nothing else has its type.
 */
export class GuardedTransport {
  readonly #transport: Transport;
  readonly #gate: Gate;

  constructor(transport: Transport, gate: Gate) {
    this.#transport = transport;
    this.#gate = gate;
  }

  /** Throws `gate.refused` for what would not leave now either; records nothing. */
  check(request: GateRequest): void {
    this.#gate.check(request);
  }

  /** Throws `gate.refused`, what the gate throws, and what the transport rejects with. */
  async fetch(request: TransportRequest): Promise<TransportAnswer> {
    const { method, headers } = request;
    const url = new URL(request.url);
    // A body goes with a write only; the gate has not seen it.
    if (request.body !== undefined && (method === 'GET' || method === 'HEAD'))
      throw refusal({ method, url, headers }, 'Refused: a read with a body.');
    const permit = await this.#gate.admit({ method, url, headers });
    let answer: TransportAnswer;
    try {
      request.signal.throwIfAborted();
      // What was admitted is what leaves: the address as it was parsed.
      answer = await this.#transport.fetch({ ...request, url: url.href });
    } catch (fault) {
      await permit.settled({ failure: codeOf(fault, request.signal, url.host) });
      throw fault;
    }
    await permit.settled({ status: answer.status });
    return answer;
  }
}

/**
 * For whoever proves who asks: one POST of a form to a token server, or a known read of the API that shows whether a
 * certificate is taken. A form never goes to an address of the API.
 */
export const proofGate: Gate = {
  check: (request) => {
    if (!isTokenRequest(request)) closedGate.check(request);
  },
  admit: async (request) => {
    proofGate.check(request);
    return Promise.resolve(readPermit);
  },
};

function isTokenRequest({ method, url, headers }: GateRequest): boolean {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  if (method !== 'POST' || !type.startsWith('application/x-www-form-urlencoded')) return false;
  return !isApiPath(url.pathname);
}

function codeOf(fault: unknown, { aborted, reason }: AbortSignal, host: string): AppError['code'] {
  if (aborted) return reason instanceof AppError ? reason.code : 'request.cancelled';
  return fault instanceof AppError ? fault.code : networkFailure(fault, host).code;
}
