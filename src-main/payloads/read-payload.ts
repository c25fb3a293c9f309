import { AppError } from '../../src-shared/errors.ts';
import type { Session } from '../connections/session.ts';
import { ByteCollector, largestPayload } from './held-bytes.ts';
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
}

/** Above, a payload is not kept: one row of a table is no place for it. */
export const largestKept = 64 * 1024 * 1024;

/**
 * Reads a payload into memory: from the library where that keeps it, from what was read ahead, else from the tenant; then the library keeps it if
 * the connection allows that. Throws what the client throws; `content.too-large`.
 */
export async function readPayload(
  session: Session,
  source: TenantSource,
  { signal, priority, now, progress, keeping, ahead, limit = largestPayload }: PayloadReading,
): Promise<Omit<HeldPayload, 'id' | 'name'>> {
  const known = await (await keeping.of(session))?.get(source, signal);
  if (known) return { ...known, from: 'library', isKept: true };
  const held = ahead.get(session.connection.id, source);
  if (held) return { ...held, from: 'memory', isKept: false };
  const read = await fromTenant(session, source, { signal, priority, progress, limit });
  // Asked again: the connection may have been changed while it was read.
  const kept = read.bytes <= largestKept ? await keeping.of(session) : undefined;
  await kept?.put(source, read, now());
  return { ...read, from: 'tenant', isKept: kept !== undefined };
}

async function fromTenant(
  { client }: Session,
  source: TenantSource,
  {
    signal,
    priority,
    progress,
    limit,
  }: Required<Pick<PayloadReading, 'signal' | 'priority' | 'progress' | 'limit'>>,
) {
  let collector = new ByteCollector();
  const request = { ...payloadRequest(source), signal, priority };
  try {
    // A page may be what was attached; a proxy's page is recognised by who reads it.
    const expected = { limit, shape: 'any', progress } as const;
    const { contentType } = await client.receive(request, expected, () => {
      collector = new ByteCollector();
      return (piece) => {
        collector.take(piece);
      };
    });
    return { contentType, bytes: collector.bytes, pieces: collector.pieces() };
  } catch (fault) {
    if (fault instanceof AppError && fault.code === 'tenant.not-found')
      throw new AppError('payload.gone', 'The payload is no longer there.', {
        ...fault.facts,
        reason: source.of,
      });
    throw fault;
  }
}
