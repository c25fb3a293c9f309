import { completionAt } from '../../../src-shared/messages/complete-query.ts';
import { queryFields } from '../../../src-shared/messages/query-fields.ts';
import { readQuery } from '../../../src-shared/messages/read-query.ts';
import { nameText, valueText } from '../../../src-shared/messages/write-query.ts';
import type { MessageFilter } from '../../../src-shared/model/messages.ts';
import { facetFields } from '../../../src-shared/model/queries.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { valueWord } from './term-words.ts';

export interface Suggestion {
  readonly text: string;
  readonly help: string;
  /** Messages it would leave. */
  readonly count: number | undefined;
  /** The line with it, and where the cursor then stands. */
  readonly line: string;
  readonly cursor: number;
}

const most = 12;

const amounts = {
  took: [
    ['>5s', 'longer than 5 seconds'],
    ['>1m', 'longer than a minute'],
    ['<100ms', 'shorter than 100 milliseconds'],
    ['1s..5s', 'from 1 to 5 seconds'],
  ],
  last: [
    ['1h', 'the last hour'],
    ['24h', 'the last 24 hours'],
    ['7d', 'the last 7 days'],
    ['30d', 'the last 30 days'],
  ],
} as const;

const others = [
  ['took:', 'duration: >5s, <=1m, 1s..5s'],
  ['header.', 'a custom header: header.orderId:4711'],
  ['last:', 'how far back: 24h, 7d'],
  ['from:', 'from a time: 2026-11-03T10:00, with to:'],
] as const;

/** What fits at the cursor; values with the numbers that they would leave. */
export async function suggestionsAt(
  line: string,
  cursor: number,
  {
    api,
    connectionId,
    filter: applied,
  }: { readonly api: Api; readonly connectionId: string; readonly filter: MessageFilter },
  signal: AbortSignal,
): Promise<readonly Suggestion[]> {
  const place = completionAt(line, cursor);
  if (!place) return [];
  const put = (written: string, text: string, help: string, count?: number): Suggestion => ({
    text,
    help,
    count,
    line: line.slice(0, place.from) + written + line.slice(place.to),
    cursor: place.from + written.length,
  });
  const typed = place.typed.toLowerCase();
  // The rest of the line counts as it stands, also what is not applied yet.
  const rest = line.slice(0, place.term.from) + line.slice(place.term.to);
  const filter: MessageFilter = { range: applied.range, ...readQuery(rest).conditions };
  if (place.kind === 'amount')
    return amounts[place.of]
      .filter(([text]) => text.startsWith(typed))
      .map(([text, help]) => put(text, text, help));
  if (place.kind === 'name') {
    const all = [
      ...queryFields.map(({ name, title, help }) => [`${name}:`, `${title}: ${help}`] as const),
      ...others,
    ];
    const fitting = all.filter(
      ([name, help]) => name.startsWith(typed) || (typed !== '' && help.toLowerCase().startsWith(typed)),
    );
    return fitting.map(([name, help]) => put(name, name, help));
  }
  if (place.kind === 'header-name') {
    const { values } = await api.queries.facets(
      { connectionId, filter, field: 'headerName', text: typed },
      { signal },
    );
    return values.slice(0, most).map(({ value, count }) => put(`${nameText(value)}:`, value, '', count));
  }
  const field = facetFields.find((one) => one === place.field);
  if (!field) return [];
  const { values } = await api.queries.facets(
    {
      connectionId,
      filter,
      field,
      ...(place.header !== undefined && { header: place.header }),
      text: typed.replaceAll('*', ''),
    },
    { signal },
  );
  return values.slice(0, most).map(({ value, title, count }) => {
    const written = field === 'status' ? value.toLowerCase() : valueText(value);
    const help = title === value || value === '' ? '' : value;
    return put(
      written,
      value === '' || field === 'status' ? valueWord({ field: 'status' }, value) : title,
      help,
      count,
    );
  });
}
