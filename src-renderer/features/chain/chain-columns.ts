import type { ChainMessage } from '../../../src-shared/model/chain.ts';
import type { TableColumn } from '../../components/table/table-column.ts';
import { formatDuration } from '../../lib/format/numbers.ts';
import { formatInstantShort } from '../../lib/format/times.ts';
import { messageStatus } from '../../lib/words/message-status.ts';
import { durationText, flowText } from '../../lib/words/message-texts.ts';

export type ChainColumn =
  | 'flow'
  | 'tenant'
  | 'status'
  | 'start'
  | 'since'
  | 'duration'
  | 'bar'
  | 'messageGuid';

export interface ChainWords {
  readonly timeZone: () => string;
  readonly tenantName: (connectionId: string) => string;
  /** Start of the first message. */
  readonly begin: () => number | undefined;
  readonly hasSeveralTenants: boolean;
}

export function chainColumns({
  timeZone,
  tenantName,
  begin,
  hasSeveralTenants,
}: ChainWords): readonly TableColumn<ChainMessage, ChainColumn>[] {
  const tenant = {
    id: 'tenant',
    title: 'Tenant',
    width: 120,
    text: ({ connectionId }: ChainMessage) => tenantName(connectionId),
  } as const;
  return [
    {
      id: 'since',
      title: 'After',
      width: 80,
      align: 'end',
      mono: true,
      text: ({ row }) => `+${formatDuration(row.start - (begin() ?? row.start))}`,
      plain: { title: 'After (ms)', value: ({ row }) => row.start - (begin() ?? row.start) },
    },
    { id: 'flow', title: 'Integration flow', width: 112, grows: 2, text: ({ row }) => flowText(row) },
    ...(hasSeveralTenants ? [tenant] : []),
    { id: 'status', title: 'Status', width: 120, text: ({ row }) => messageStatus(row.status).text },
    {
      id: 'duration',
      title: 'Duration',
      width: 84,
      align: 'end',
      mono: true,
      text: ({ row }) => durationText(row),
    },
    { id: 'bar', title: 'Time', width: 60, grows: 1, text: ({ row }) => durationText(row) },
    {
      id: 'start',
      title: 'Start',
      width: 160,
      mono: true,
      isHidden: true,
      text: ({ row }) => formatInstantShort(row.start, timeZone()),
    },
    {
      id: 'messageGuid',
      title: 'Message id',
      width: 222,
      mono: true,
      quiet: true,
      isHidden: true,
      text: ({ row }) => row.messageGuid,
    },
  ];
}
