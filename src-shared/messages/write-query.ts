import { minute } from '../durations.ts';
import type { MessageFilter, MessageTerm, TimeRange } from '../model/messages.ts';
import type { Conditions } from './filter-terms.ts';
import { writeBounds, writeLength } from './query-amounts.ts';
import { headerStart, queryFields } from './query-fields.ts';

/** The line of which `readQuery` makes these conditions. */
export function writeQuery({ statuses, flows, terms = [], errorGroup, text }: Conditions): string {
  return [
    ...(statuses.length > 0 ? [`status:${statuses.map(statusText).join(',')}`] : []),
    ...(flows.length > 0 ? [`flow:${valuesText(flows)}`] : []),
    ...terms.map(writeTerm),
    ...(errorGroup === undefined ? [] : [`group:${errorGroup}`]),
    ...(text === undefined ? [] : [isPlainText(text) ? text : quoted(text)]),
  ].join(' ');
}

/** With its time, in UTC: to be read by anybody anywhere. */
export function writeWholeQuery({ range, ...conditions }: MessageFilter): string {
  const line = writeQuery(conditions);
  return line === '' ? writeRange(range) : `${writeRange(range)} ${line}`;
}

export function writeTerm(term: MessageTerm): string {
  const not = term.not === true ? '-' : '';
  if (term.field === 'duration') return `${not}took:${writeBounds(term)}`;
  if (term.field === 'header') return `${not}${headerStart}${nameText(term.name)}:${valuesText(term.values)}`;
  const name = queryFields.find(({ field }) => field === term.field)?.name ?? term.field;
  if (term.field === 'status') return `${not}${name}:${term.values.map(statusText).join(',')}`;
  return `${not}${name}:${valuesText(term.values)}`;
}

/** As it stands in the line behind the colon. */
export function valueText(value: string): string {
  return /^[^\s",\u201C-\u201E]+$/.test(value) ? value : quoted(value);
}

export function nameText(name: string): string {
  return /^[^\s":,\u201C-\u201E]+$/.test(name) ? name : quoted(name);
}

function writeRange(range: TimeRange): string {
  return range.kind === 'last'
    ? `last:${writeLength(range.minutes * minute)}`
    : `from:${instantText(range.from)} to:${instantText(range.to)}`;
}

function valuesText(values: readonly string[]): string {
  return values.map(valueText).join(',');
}

function statusText(status: string): string {
  return status.toLowerCase();
}

/** Words that read as nothing but themselves, with single spaces between. */
function isPlainText(text: string): boolean {
  return /^[^\s":,\u201C-\u201E-][^\s":\u201C-\u201E]*(?: [^\s":,\u201C-\u201E-][^\s":\u201C-\u201E]*)*$/.test(
    text,
  );
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}

function instantText(at: number): string {
  return new Date(at).toISOString().replace(/(:00)?\.000Z$/, 'Z');
}
