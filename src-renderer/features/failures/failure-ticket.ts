import type { FailureExample, FailureGroup } from '../../../src-shared/model/failures.ts';
import { fenced, plainMarkdown } from '../../lib/format/markdown.ts';
import { formatCount } from '../../lib/format/numbers.ts';
import { formatInstant } from '../../lib/format/times.ts';
import { trendWords } from './failure-words.ts';

interface TicketFacts {
  readonly group: FailureGroup;
  /** Name of the tenant's connection. */
  readonly tenant: string;
  /** "Last 24 hours" */
  readonly range: string;
  readonly timeZone: string;
  readonly example: FailureExample | undefined;
  /** An error text may carry payload of the message, so it goes along only where a person asks for it. */
  readonly withText: boolean;
}

/** An error group as Markdown, ready to paste into a ticket. */
export function failureTicket({ group, tenant, range, timeZone, example, withText }: TicketFacts): string {
  const { title, count, firstSeen, lastSeen, flows, receivers, trend, note } = group;
  const lines = [
    `## ${plainMarkdown(title)}`,
    '',
    `- Tenant: ${plainMarkdown(tenant)}`,
    `- Failed messages: ${formatCount(count)} (${range}), ${trendWords[trend].text.toLowerCase()}`,
    `- First seen: ${formatInstant(firstSeen, timeZone)}`,
    `- Last seen: ${formatInstant(lastSeen, timeZone)}`,
    `- Integration flows: ${listed(flows)}`,
    ...(receivers.length > 0 ? [`- Receivers: ${listed(receivers)}`] : []),
    ...(example
      ? [`- Example: message \`${example.messageGuid}\` of ${plainMarkdown(example.flowName)}`]
      : []),
    ...(note && note.text !== '' ? [`- Note: ${plainMarkdown(note.text)}`] : []),
  ];
  if (withText && example) lines.push('', 'Error text of the example:', '', ...fenced(example.text));
  return `${lines.join('\n')}\n`;
}

function listed(names: readonly { readonly name: string; readonly count: number }[]): string {
  return names.map(({ name, count }) => `${plainMarkdown(name)} (${formatCount(count)})`).join(', ');
}
