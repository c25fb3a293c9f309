import type { MessageColumn } from '../../src-shared/model/messages.ts';
import type { Sort } from '../../src-shared/model/rows.ts';
import type { Row } from '../library/library.ts';
import type { Condition } from './message-terms.ts';

/** What a kind is sorted by; all of its messages have it in common. */
export const byKind = {
  status: 'k.status',
  flowName: '(SELECT name FROM flows WHERE flow_key = k.flow)',
  sender: 'k.sender',
  receiver: 'k.receiver',
  customStatus: 'k.custom_status',
} as const satisfies Partial<Record<MessageColumn, string>>;

export type KindColumn = keyof typeof byKind;

/** What messages are sorted by, and how many have it. */
export type Group = Row & { readonly value: string; readonly total: number };

/** One group alone where it is large, else the few that together have enough. */
export function smallOnes(groups: readonly Group[], place: number, few: number, enough: number) {
  let total = 0;
  let end = place;
  for (const group of groups.slice(place)) {
    if (total >= enough || (end > place && total + group.total > few)) break;
    total += group.total;
    end++;
  }
  return groups.slice(place, end);
}

export function inGroups(column: KindColumn, values: readonly string[]): Condition {
  const value = byKind[column].replaceAll('k.', '');
  const list = values.map(() => '?').join(', ');
  return { sql: `${value} ${collation(column)} IN (${list})`, params: values };
}

/** In the order of groups: those without a value come last, but a flow's name is what it is. */
export function byGroup(
  column: KindColumn,
  { direction }: Sort<MessageColumn>,
  values?: Readonly<Record<KindColumn, string>>,
): string {
  const value = values?.[column] ?? 'value';
  const noneLast = column === 'flowName' ? '' : `(${value} = ''), `;
  return `${noneLast}${value} ${collation(column)} ${direction === 'ascending' ? 'ASC' : 'DESC'}`;
}

/** As the rows of a window are sorted (`order`). */
export function collation(column: KindColumn): string {
  return column === 'status' || column === 'customStatus' ? '' : 'COLLATE NOCASE';
}
