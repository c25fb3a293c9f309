import { advise } from '../../../src-shared/advice.ts';
import type { OverviewState } from '../../../src-shared/model/overview.ts';
import type { IconName } from '../../components/icon/icon-paths.ts';
import type { Tone } from '../../components/status/tones.ts';
import type { TableColumn } from '../../components/table/table-column.ts';
import { environmentNames } from '../../lib/format/names.ts';
import { formatCount } from '../../lib/format/numbers.ts';
import { formatAge } from '../../lib/format/times.ts';
import { expiryWords, type OverviewColumn, type OverviewRow } from './overview-rows.ts';

const states: Readonly<
  Record<OverviewState, { readonly tone: Tone; readonly icon: IconName; readonly text: string }>
> = {
  unknown: { tone: 'idle', icon: 'help', text: 'Not asked yet' },
  reachable: { tone: 'ok', icon: 'check', text: 'Reachable' },
  unreachable: { tone: 'bad', icon: 'cross', text: 'Not reachable' },
  locked: { tone: 'warn', icon: 'lock', text: 'Secrets locked' },
  'no-secret': { tone: 'warn', icon: 'key', text: 'No secret' },
};

export function stateLabel({ facts }: OverviewRow) {
  if (facts?.isRefreshing === true) return { tone: 'info', icon: 'clock', text: 'Asking…' } as const;
  return states[facts?.state ?? 'unknown'];
}

/** Why, and how old that is. */
export function stateDetail({ facts }: OverviewRow, now: number): string {
  if (facts?.checkedAt === undefined) return '';
  const why = facts.error ? `${advise(facts.error).title}, ` : '';
  return `${why}${formatAge(facts.checkedAt, now)}`;
}

function failedWords({ facts }: OverviewRow, now: number): string {
  if (facts?.readAt === undefined) return '–';
  const count = facts.failedMessages === undefined ? 'not told' : formatCount(facts.failedMessages);
  // Older than the state beside it: the tenant could not be reached since.
  return facts.readAt === facts.checkedAt ? count : `${count}, ${formatAge(facts.readAt, now)}`;
}

export function overviewColumns(now: () => number): readonly TableColumn<OverviewRow, OverviewColumn>[] {
  return [
    {
      id: 'name',
      title: 'Connection',
      width: 160,
      grows: 1,
      isSortable: true,
      text: ({ connection }) => connection.name,
    },
    {
      id: 'folder',
      title: 'Folder',
      width: 96,
      grows: 0.5,
      isSortable: true,
      text: ({ connection }) => connection.folder,
    },
    {
      id: 'environment',
      title: 'Environment',
      width: 126,
      isSortable: true,
      text: ({ connection }) => environmentNames[connection.environment],
    },
    {
      id: 'state',
      title: 'State',
      width: 170,
      grows: 1,
      isSortable: true,
      text: (row) => [stateLabel(row).text, stateDetail(row, now())].filter(Boolean).join(' · '),
    },
    {
      id: 'failed',
      title: 'Failed, last hour',
      width: 136,
      align: 'end',
      isSortable: true,
      text: (row) => failedWords(row, now()),
    },
    {
      id: 'synced',
      title: 'Last sync',
      width: 90,
      isSortable: true,
      text: ({ facts }) => (facts?.syncedAt === undefined ? '–' : formatAge(facts.syncedAt, now())),
    },
    {
      id: 'expires',
      title: 'Expires in 60 days',
      width: 150,
      grows: 1,
      isSortable: true,
      text: (row) => expiryWords(row, now()) || (row.facts?.expiring ? 'nothing' : '–'),
    },
  ];
}
