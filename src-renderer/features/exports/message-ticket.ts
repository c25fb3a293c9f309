import type {
  AttachmentRow,
  MessageDetails,
  NameValue,
  Part,
  StoreEntryRow,
} from '../../../src-shared/model/messages.ts';
import { fenced, plainMarkdown } from '../../lib/format/markdown.ts';
import { formatBytes, formatDuration } from '../../lib/format/numbers.ts';
import { formatInstant } from '../../lib/format/times.ts';

export interface TicketPayload {
  readonly name: string;
  readonly text: string;
  readonly isCut: boolean;
}

interface TicketFacts {
  readonly details: MessageDetails;
  /** Name of the tenant's connection. */
  readonly tenant: string;
  readonly timeZone: string;
  /** What carries business data goes along only where a person asks for it. */
  readonly withError: boolean;
  readonly withHeaders: boolean;
  readonly payloads: readonly TicketPayload[];
}

/** One message as Markdown, ready to paste into a ticket. */
export function messageTicket(facts: TicketFacts): string {
  const { details, tenant, timeZone, withError, withHeaders, payloads } = facts;
  const { row } = details;
  const flow = row.flowName || row.flowId;
  const error = valueOf(details.error);
  const attachments: readonly AttachmentRow[] = valueOf(details.attachments) ?? [];
  const entries: readonly StoreEntryRow[] = valueOf(details.storeEntries) ?? [];
  const headers: readonly NameValue[] = withHeaders ? (valueOf(details.customHeaders) ?? []) : [];
  const status = row.customStatus && row.customStatus !== row.status ? ` (${row.customStatus})` : '';
  const lines = [
    `## ${plainMarkdown(`${flow}: ${row.status}`)}`,
    '',
    fact('Tenant', tenant),
    fact('Status', `${row.status}${status}`),
    fact('Integration flow', row.flowId === flow ? flow : `${flow} (${row.flowId})`),
    fact('Package', details.packageName ?? row.packageId),
    fact('Version deployed now', details.deployedVersion),
    fact('Start', formatInstant(row.start, timeZone)),
    fact(
      'End',
      row.end && `${formatInstant(row.end, timeZone)}, after ${formatDuration(row.end - row.start)}`,
    ),
    fact('Time zone', timeZone),
    fact('Sender', row.sender),
    fact('Receiver', row.receiver),
    id('Message id', row.messageGuid),
    id('Correlation id', row.correlationId),
    id('Application id', row.applicationMessageId),
    id('Failing step', error?.lastStepId),
    fact('Log level', row.logLevel),
    fact('Attachments', attachments.map(described).join(', ')),
    fact('Persisted payloads', entries.map(storeEntryName).join(', ')),
    details.webUiUrl === undefined ? '' : `- Web UI: <${details.webUiUrl}>`,
    ...headers.map(({ name, value }) => fact(`Custom header ${name}`, value)),
  ];
  const text = lines.filter((line, index) => line !== '' || index === 1);
  if (withError && error) text.push('', 'Error text:', '', ...fenced(error.text));
  for (const { name, text: payload, isCut } of payloads)
    text.push('', `${plainMarkdown(name)}${isCut ? ' (its beginning)' : ''}:`, '', ...fenced(payload));
  return `${text.join('\n')}\n`;
}

/** What a person calls an entry of the message store. */
export function storeEntryName({ storeId }: StoreEntryRow): string {
  return storeId === '' ? 'Message store entry' : storeId;
}

function valueOf<T>(part: Part<T>): T | undefined {
  return part.state === 'read' ? part.value : undefined;
}

function described({ name, bytes }: AttachmentRow): string {
  return bytes === undefined ? name : `${name} (${formatBytes(bytes)})`;
}

function fact(name: string, value: string | number | undefined): string {
  return value === undefined || value === ''
    ? ''
    : `- ${plainMarkdown(name)}: ${plainMarkdown(String(value))}`;
}

function id(name: string, value: string | undefined): string {
  return value === undefined || value === '' ? '' : `- ${name}: \`${value.replaceAll(/[`\s]/g, ' ')}\``;
}
