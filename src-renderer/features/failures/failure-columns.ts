import type { FailureGroup } from '../../../src-shared/model/failures.ts';
import type { TableColumn } from '../../components/table/table-column.ts';
import { formatCount } from '../../lib/format/numbers.ts';
import { formatInstantShort } from '../../lib/format/times.ts';
import { namesText, trendWords } from './failure-words.ts';

export type FailureColumn =
  | 'trend'
  | 'title'
  | 'count'
  | 'rhythm'
  | 'firstSeen'
  | 'lastSeen'
  | 'flows'
  | 'receivers'
  | 'note';

export function failureColumns(timeZone: () => string): readonly TableColumn<FailureGroup, FailureColumn>[] {
  return [
    { id: 'trend', title: 'State', width: 104, text: ({ trend }) => trendWords[trend].text },
    { id: 'title', title: 'Error', width: 260, grows: 4, text: ({ title }) => title },
    {
      id: 'count',
      title: 'Count',
      width: 84,
      align: 'end',
      mono: true,
      text: ({ count }) => formatCount(count),
    },
    {
      id: 'rhythm',
      title: 'Over time',
      width: 112,
      isSortable: false,
      text: ({ rhythm }) => rhythm.join(' '),
    },
    {
      id: 'lastSeen',
      title: 'Last seen',
      width: 168,
      mono: true,
      text: ({ lastSeen }) => formatInstantShort(lastSeen, timeZone()),
    },
    {
      id: 'firstSeen',
      title: 'First seen',
      width: 168,
      mono: true,
      isHidden: true,
      text: ({ firstSeen }) => formatInstantShort(firstSeen, timeZone()),
    },
    { id: 'flows', title: 'Integration flows', width: 150, grows: 2, text: ({ flows }) => namesText(flows) },
    {
      id: 'receivers',
      title: 'Receivers',
      width: 100,
      grows: 1,
      text: ({ receivers }) => namesText(receivers),
    },
    {
      id: 'note',
      title: 'Note',
      width: 110,
      grows: 1,
      text: ({ note }) => (note && (note.text || 'Known')) || '',
    },
  ];
}

/** What a column is sorted by. */
export function sortValue(group: FailureGroup, column: FailureColumn): number | string {
  switch (column) {
    case 'count':
    case 'firstSeen':
    case 'lastSeen':
      return group[column];
    case 'rhythm':
      return group.count;
    case 'trend':
      return ['new', 'returning', 'ongoing', 'gone'].indexOf(group.trend);
    case 'title':
      return group.title.toLowerCase();
    case 'flows':
      return namesText(group.flows).toLowerCase();
    case 'receivers':
      return namesText(group.receivers).toLowerCase();
    case 'note':
      return group.note?.text.toLowerCase() ?? '\uffff';
  }
}
