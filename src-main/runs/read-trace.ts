import { AppError } from '../../src-shared/errors.ts';
import type { NameValue } from '../../src-shared/model/messages.ts';
import type { StepTrace, TraceMessage } from '../../src-shared/model/runs.ts';
import type { Session } from '../connections/session.ts';
import { nameValue } from '../messages/name-values.ts';
import { largestKept, type PayloadPlaces, readPayload } from '../payloads/read-payload.ts';
import { entityPath } from '../sap/odata/address.ts';
import { EntityReader } from '../sap/odata/entity.ts';
import type { ReadRequest } from '../sap/tenant-client.ts';

export interface TraceReading extends PayloadPlaces {
  readonly session: Session;
  readonly messageGuid: string;
  readonly priority: 'interactive' | 'background';
  readonly signal: AbortSignal;
  readonly now: () => number;
}

type Listed = Pick<TraceMessage, 'id' | 'mimeType' | 'bytes'>;

/** A larger body is read when somebody looks at it; bytes. */
const mostAhead = 16 * 1024 * 1024;

/** The messages of a step's trace; their bodies, which last an hour, are read on the way, headers later (catalogue 2.5, 3.3). */
export async function readBodies(runId: string, child: number, reading: TraceReading): Promise<StepTrace> {
  const step = entityPath('MessageProcessingLogRunSteps', { RunId: runId, ChildCount: child });
  const listed = await list(`${step}/TraceMessages`, readListed, reading);
  for (const one of listed) await readAhead(one, reading);
  const messages = listed.map((one) => ({ ...one, headers: undefined, properties: undefined }));
  return { child, readAt: reading.now(), messages };
}

/** Into the library where that keeps payloads, else into memory; one that is gone by now says so when it is opened. */
async function readAhead({ id, bytes = 0 }: Listed, reading: TraceReading): Promise<void> {
  const { session, messageGuid, keeping, ahead, signal, priority, now } = reading;
  const source = { of: 'trace', messageGuid, id } as const;
  const isKept = session.connection.keepsPayloads;
  if (bytes > mostAhead || (!isKept && !ahead.hasRoom(bytes))) {
    ahead.passOver(session.connection.id, source);
    return;
  }
  try {
    const limit = isKept ? largestKept : mostAhead;
    const asked = { signal, priority, now, keeping, ahead, limit, progress: () => undefined };
    const read = await readPayload(session, source, asked);
    // Nobody may look at the message any more.
    signal.throwIfAborted();
    if (!read.isKept) ahead.put(session.connection.id, source, read);
  } catch (fault) {
    const concernsIt =
      fault instanceof AppError && (fault.code === 'payload.gone' || fault.code === 'content.too-large');
    if (!concernsIt) throw fault;
  }
}

/** The same with headers and exchange properties. */
export async function withHeaders(trace: StepTrace, reading: TraceReading): Promise<StepTrace> {
  const messages: TraceMessage[] = [];
  for (const one of trace.messages) {
    const [headers, properties] = await Promise.all([
      list(`${pathOf(one.id)}/Properties`, traceProperty, reading),
      list(`${pathOf(one.id)}/ExchangeProperties`, traceProperty, reading),
    ]);
    messages.push({ ...one, headers, properties });
  }
  return { ...trace, messages };
}

function pathOf(id: string): string {
  return entityPath('TraceMessages', { int64: id });
}

async function list<T>(
  path: string,
  parse: (entity: unknown) => T,
  reading: TraceReading,
): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const { entities } of reading.session.client.pages(request(path, reading), parse))
    all.push(...entities);
  return all;
}

function request(path: string, { priority, signal }: TraceReading): ReadRequest {
  return { path, area: 'payloads', priority, signal };
}

function readListed(entity: unknown): Listed {
  const reader = new EntityReader(entity, 'TraceMessages');
  return {
    id: reader.text('TraceId'),
    mimeType: reader.optionalText('MimeType') ?? '',
    bytes: reader.number('PayloadSize'),
  };
}

function traceProperty(entity: unknown): NameValue {
  return nameValue(new EntityReader(entity, 'TraceMessageProperties'));
}
