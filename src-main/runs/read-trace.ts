import type { NameValue } from '../../src-shared/model/messages.ts';
import { longestShownText, type TextContent } from '../../src-shared/model/messages.ts';
import type { StepTrace, TraceMessage } from '../../src-shared/model/runs.ts';
import { entityPath } from '../sap/odata/address.ts';
import { EntityReader } from '../sap/odata/entity.ts';
import type { ReadRequest, TenantClient } from '../sap/tenant-client.ts';

export interface TraceReading {
  readonly client: TenantClient;
  readonly priority: 'interactive' | 'background';
  readonly signal: AbortSignal;
  readonly now: () => number;
}

type Listed = Pick<TraceMessage, 'id' | 'mimeType' | 'bytes'>;

/** The messages of a step's trace with their bodies, which last an hour; headers are left for later (catalogue 2.5, 3.3). */
export async function readBodies(runId: string, child: number, reading: TraceReading): Promise<StepTrace> {
  const step = entityPath('MessageProcessingLogRunSteps', { RunId: runId, ChildCount: child });
  const listed = await list(`${step}/TraceMessages`, readListed, reading);
  const messages: TraceMessage[] = [];
  for (const one of listed) {
    const answer = await reading.client.text(request(`${pathOf(one.id)}/$value`, reading), longestShownText);
    messages.push({
      ...one,
      headers: undefined,
      properties: undefined,
      body: answer && content(answer, one),
    });
  }
  return { child, readAt: reading.now(), messages };
}

/** The same with headers and exchange properties. */
export async function withHeaders(trace: StepTrace, reading: TraceReading): Promise<StepTrace> {
  const messages: TraceMessage[] = [];
  for (const one of trace.messages) {
    const [headers, properties] = await Promise.all([
      list(`${pathOf(one.id)}/Properties`, readNameValue, reading),
      list(`${pathOf(one.id)}/ExchangeProperties`, readNameValue, reading),
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
  for await (const { entities } of reading.client.pages(request(path, reading), parse)) all.push(...entities);
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

function readNameValue(entity: unknown): NameValue {
  const reader = new EntityReader(entity, 'TraceMessageProperties');
  return { name: reader.optionalText('Name') ?? '', value: reader.optionalText('Value') ?? '' };
}

function content(
  { text, bytes, truncated, contentType }: Omit<TextContent, 'shape'>,
  listed: Listed,
): TextContent {
  // A zero byte or many characters that are none: bytes of something else than text.
  const isText = (text.slice(0, 4_000).match(/[\0\uFFFD]/g) ?? []).length <= 8;
  return {
    text: isText ? text : '',
    bytes: bytes ?? listed.bytes,
    truncated,
    contentType: contentType === '' ? listed.mimeType : contentType,
    shape: isText ? 'text' : 'binary',
  };
}
