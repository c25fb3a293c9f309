import { AppError } from '../../src-shared/errors.ts';
import type { Session } from '../connections/session.ts';
import { beginningOf, ByteCollector, largestPayload } from './held-bytes.ts';
import type { KeptPayload, ReadBytes } from './kept-payloads.ts';
import type { HeldPayload } from './open-payloads.ts';
import type { PayloadKeeping } from './payload-keeping.ts';
import { payloadRequest, type TenantSource } from './payload-request.ts';
import type { PayloadsAhead } from './payloads-ahead.ts';

/** Where payloads lie once they were read. */
export interface PayloadPlaces {
  readonly keeping: PayloadKeeping;
  readonly ahead: PayloadsAhead;
}

export interface PayloadReading extends PayloadPlaces {
  readonly signal: AbortSignal;
  readonly priority: 'interactive' | 'background';
  readonly now: () => number;
  readonly progress: (done: number, total: number | undefined) => void;
  /** Bytes; as much as can be opened unless told otherwise. */
  readonly limit?: number;
  /** Bytes; what comes after them is not read. Absent: the payload is wanted whole. */
  readonly cutAt?: number | undefined;
}

/** Above, a payload is not kept: one row of a table is no place for it. */
export const largestKept = 64 * 1024 * 1024;

/**
 * Reads a payload into memory: from the library where that keeps it, from what was read ahead, else from the tenant; then the library keeps it if
 * the connection allows that and it was read whole. Throws what the client throws; `content.too-large`.
 */
export async function readPayload(
  session: Session,
  source: TenantSource,
  { signal, priority, now, progress, keeping, ahead, limit = largestPayload, cutAt }: PayloadReading,
): Promise<Omit<HeldPayload, 'id' | 'name'>> {
  const known = await (await keeping.of(session))?.get(source, signal, cutAt);
  if (known) return { ...known, from: 'library', isKept: true };
  const held = ahead.get(session.connection.id, source);
  if (held) return { ...cut(held, cutAt), from: 'memory', isKept: false };
  const read = await fromTenant(session, source, { signal, priority, progress, limit, cutAt });
  // Asked again: the connection may have been changed while it was read.
  const mayBeKept = !read.isCut && read.bytes <= largestKept;
  const kept = mayBeKept ? await keeping.of(session) : undefined;
  await kept?.put(source, read, now());
  return { ...read, from: 'tenant', isKept: kept !== undefined };
}

function cut(payload: KeptPayload, cutAt = Number.POSITIVE_INFINITY): ReadBytes {
  const isCut = payload.bytes > cutAt;
  return { ...payload, ...(isCut && beginningOf(payload, cutAt)), isCut };
}

async function fromTenant(
  { client }: Session,
  source: TenantSource,
  {
    signal,
    priority,
    progress,
    limit,
    cutAt,
  }: Pick<PayloadReading, 'signal' | 'priority' | 'progress' | 'cutAt'> & { readonly limit: number },
): Promise<ReadBytes> {
  let collector = new ByteCollector();
  const request = { ...payloadRequest(source), signal, priority };
  try {
    // A page may be what was attached; a proxy's page is recognised by who reads it.
    const expected = {
      limit: cutAt ?? limit,
      cuts: cutAt !== undefined,
      shape: 'any',
      progress,
    } as const;
    const { contentType, isCut } = await client.receive(request, expected, () => {
      collector = new ByteCollector();
      return (piece) => {
        collector.take(piece);
      };
    });
    const { bytes } = collector;
    const pieces = collector.pieces();
    return { contentType, ...(isCut ? beginningOf({ pieces }, bytes) : { bytes, pieces }), isCut };
  } catch (fault) {
    if (fault instanceof AppError && fault.code === 'tenant.not-found')
      throw new AppError('payload.gone', 'The payload is no longer there.', {
        ...fault.facts,
        reason: source.of,
      });
    throw fault;
  }
}
