import type { MessageFilter, MessageTerm, TermField } from '../../../src-shared/model/messages.ts';
import { formatDuration } from '../../lib/format/numbers.ts';
import { rangeText } from '../../lib/format/time-range.ts';

const fields: Readonly<Record<TermField, string>> = {
  status: 'status',
  customStatus: 'custom status',
  flow: 'flow',
  package: 'package',
  sender: 'sender',
  receiver: 'receiver',
  messageGuid: 'message id',
  correlationId: 'correlation id',
  applicationMessageId: 'application id',
  applicationMessageType: 'application type',
  transaction: 'transaction',
  logLevel: 'log level',
  error: 'error',
};

/** A query in words, for whoever reads a report elsewhere; `errorTitle` is that of its error group. */
export function filterWords(filter: MessageFilter, timeZone: string, errorTitle?: string): string {
  const { range, statuses, flows, text, errorGroup, terms = [] } = filter;
  const parts = [
    `${rangeText(range, timeZone)}${range.kind === 'between' ? ` (${timeZone})` : ''}`,
    ...(statuses.length > 0 ? [`status ${statuses.join(' or ')}`] : []),
    ...(flows.length > 0 ? [`flow ${flows.join(' or ')}`] : []),
    ...(text === undefined || text === '' ? [] : [`with “${text}”`]),
    ...(errorGroup === undefined ? [] : [`error ${errorTitle ?? errorGroup}`]),
    ...terms.map(termWords),
  ];
  return parts.join(', ').slice(0, 1_900);
}

function termWords(term: MessageTerm): string {
  const not = term.not === true ? 'not ' : '';
  if (term.field === 'duration') {
    const from = term.from === undefined ? '' : ` from ${formatDuration(term.from)}`;
    const to = term.to === undefined ? '' : ` below ${formatDuration(term.to)}`;
    return `${not}duration${from}${to}`;
  }
  const values = term.values.map((value) => (value === '' ? '(none)' : value)).join(' or ');
  return `${not}${term.field === 'header' ? `header ${term.name}` : fields[term.field]} ${values}`;
}
