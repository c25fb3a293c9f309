import { AppError } from '../../src-shared/errors.ts';
import type { Session } from '../connections/session.ts';
import { ByteCollector, largestPayload } from './held-bytes.ts';
import { KeptPayloads } from './kept-payloads.ts';
import type { HeldPayload } from './open-payloads.ts';
import { payloadRequest, type TenantSource } from './payload-request.ts';

export interface PayloadReading {
  readonly signal: AbortSignal;
  readonly priority: 'interactive' | 'background';
  readonly now: () => number;
  readonly progress: (done: number, total: number | undefined) => void;
  /** Bytes; as much as can be opened unless told otherwise. */
  readonly limit?: number;
}

/** Above, a payload is not kept: one row of a table is no place for it. */
const largestKept = 64 * 1024 * 1024;

/**
 * Reads a payload into memory: from the library where that keeps it, else from the tenant; then the library keeps it if the
 * connection allows that. Throws what the client throws; `content.too-large`.
 */
export async function readPayload(
  session: Session,
  source: TenantSource,
  { signal, priority, now, progress, limit = largestPayload }: PayloadReading,
): Promise<Omit<HeldPayload, 'id' | 'name'>> {
  const kept = new KeptPayloads(session.library);
  const known = await kept.get(source, signal);
  if (known) return { ...known, from: 'library', isKept: true };
  const read = await fromTenant(session, source, { signal, priority, progress, limit });
  const keeps = session.connection.keepsPayloads && read.bytes <= largestKept;
  if (keeps) await kept.put(source, read, now());
  return { ...read, from: 'tenant', isKept: keeps };
}

async function fromTenant(
  { client }: Session,
  source: TenantSource,
  { signal, priority, progress, limit }: Omit<Required<PayloadReading>, 'now'>,
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
