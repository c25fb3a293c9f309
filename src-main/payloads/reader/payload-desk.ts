import { Refusal } from '../../content/reader/refusal.ts';
import { HeldPayload, noPayload } from './held-payload.ts';
import { PayloadRefusal } from './payload-refusal.ts';
import type { PayloadReply, PayloadRequest } from './protocol.ts';
import { checkNeedle, searchPayload } from './search-payload.ts';

interface Arriving {
  readonly bytes: Buffer;
  readonly contentType: string;
  filled: number;
  held: HeldPayload | undefined;
}

type Ask = Extract<PayloadRequest, { readonly id: number }>;
type Value = Extract<PayloadReply, { readonly ok: true }>['value'];

/** Holds payloads and answers what is asked of them; failures are data. */
export class PayloadDesk {
  readonly #payloads = new Map<string, Arriving>();

  /** `undefined`: nothing is to be answered. */
  async answer(request: PayloadRequest): Promise<PayloadReply | undefined> {
    switch (request.type) {
      case 'take':
        this.#payloads.set(request.payload, {
          bytes: Buffer.allocUnsafe(request.bytes),
          contentType: request.contentType,
          filled: 0,
          held: undefined,
        });
        return undefined;
      case 'piece': {
        const payload = this.#payloads.get(request.payload);
        if (payload) {
          payload.bytes.set(request.piece, payload.filled);
          payload.filled += request.piece.length;
        }
        return undefined;
      }
      case 'drop':
        this.#payloads.delete(request.payload);
        return undefined;
      default:
        return this.#reply(request);
    }
  }

  async #reply(request: Ask): Promise<PayloadReply> {
    const { id } = request;
    try {
      return { id, ok: true, value: await this.#value(request) };
    } catch (fault) {
      const message = fault instanceof Error ? fault.message : String(fault);
      if (fault instanceof PayloadRefusal) return { id, ok: false, code: fault.code, message };
      return { id, ok: false, code: fault instanceof Refusal ? 'unreadable' : undefined, message };
    }
  }

  async #value(request: Ask): Promise<Value> {
    if (request.type === 'check') return checkNeedle(request.needle);
    const payload = this.#payloads.get(request.payload);
    if (!payload) throw noPayload();
    const { bytes, contentType } = payload;
    if (request.type === 'search') return searchPayload(bytes, contentType, request.needle);
    const held = (payload.held ??= new HeldPayload(bytes, contentType));
    switch (request.type) {
      case 'recognise':
        return held.recognise();
      case 'text':
        return held.text(request.look, request.most);
      case 'rows':
        return held.rows(request.look, request.width, request.offset, request.limit);
      case 'rowOfLine':
        return held.rowOfLine(request.look, request.width, request.line);
      case 'find':
        return held.find(request.look, request.width, request, request.most);
      case 'query':
        return held.query(request.look, request.language, request.expression, request.most);
      case 'records':
        return held.records(request.look, request.offset, request.limit);
      case 'parts':
        return (await held.parts(request.look)).parts;
      case 'part':
        return (await held.parts(request.look)).read(request.path);
    }
  }
}
