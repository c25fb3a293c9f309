import type { FailureExample, FailureGroup } from '../../../src-shared/model/failures.ts';
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
    `## ${plain(title)}`,
    '',
    `- Tenant: ${plain(tenant)}`,
    `- Failed messages: ${formatCount(count)} (${range}), ${trendWords[trend].text.toLowerCase()}`,
    `- First seen: ${formatInstant(firstSeen, timeZone)}`,
    `- Last seen: ${formatInstant(lastSeen, timeZone)}`,
    `- Integration flows: ${listed(flows)}`,
    ...(receivers.length > 0 ? [`- Receivers: ${listed(receivers)}`] : []),
    ...(example ? [`- Example: message \`${example.messageGuid}\` of ${plain(example.flowName)}`] : []),
    ...(note && note.text !== '' ? [`- Note: ${plain(note.text)}`] : []),
  ];
  if (withText && example) lines.push('', 'Error text of the example:', '', ...fenced(example.text));
  return `${lines.join('\n')}\n`;
}

function listed(names: readonly { readonly name: string; readonly count: number }[]): string {
  return names.map(({ name, count }) => `${plain(name)} (${formatCount(count)})`).join(', ');
}

/** Names are the tenant's: they must not become markup or a line of their own. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&');
}

/** A fence longer than any run of backticks in the text. */
function fenced(text: string): readonly string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [fence, text.trimEnd(), fence];
}
