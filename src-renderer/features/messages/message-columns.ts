import type { MessageColumn, MessageRow } from '../../../src-shared/model/messages.ts';
import type { TableColumn } from '../../components/table/table-column.ts';
import { formatInstantShort } from '../../lib/format/times.ts';
import { messageStatus } from '../../lib/words/message-status.ts';
import { durationText, flowText } from '../../lib/words/message-texts.ts';

const none = '–';

export function messageColumns(timeZone: () => string): readonly TableColumn<MessageRow, MessageColumn>[] {
  return [
    { id: 'status', title: 'Status', width: 120, text: ({ status }) => messageStatus(status).text },
    { id: 'flowName', title: 'Integration flow', width: 160, grows: 3, text: flowText },
    {
      id: 'start',
      title: 'Start',
      width: 160,
      mono: true,
      text: ({ start }) => formatInstantShort(start, timeZone()),
      plain: { title: 'Start', value: ({ start }) => new Date(start).toISOString() },
    },
    {
      id: 'duration',
      title: 'Duration',
      width: 96,
      align: 'end',
      mono: true,
      text: durationText,
      plain: {
        title: 'Duration (ms)',
        value: ({ start, end }) => (end === undefined ? undefined : end - start),
      },
    },
    { id: 'sender', title: 'Sender', width: 92, grows: 1, text: ({ sender }) => sender ?? none },
    { id: 'receiver', title: 'Receiver', width: 92, grows: 1, text: ({ receiver }) => receiver ?? none },
    {
      id: 'applicationMessageId',
      title: 'Application id',
      width: 116,
      mono: true,
      text: ({ applicationMessageId }) => applicationMessageId ?? none,
    },
    {
      id: 'customStatus',
      title: 'Custom status',
      width: 110,
      text: ({ customStatus }) => customStatus ?? none,
    },
    {
      id: 'messageGuid',
      title: 'Message id',
      width: 222,
      mono: true,
      quiet: true,
      text: (row) => row.messageGuid,
    },
    {
      id: 'correlationId',
      title: 'Correlation id',
      width: 208,
      mono: true,
      quiet: true,
      isHidden: true,
      text: ({ correlationId }) => correlationId ?? none,
    },
  ];
}
