import type { JournalColumn, JournalRow } from '../../../src-shared/model/journal.ts';
import type { TableColumn } from '../../components/table/table-column.ts';
import { formatInstant } from '../../lib/format/times.ts';
import { kindNames, resultWords, whatWords } from './journal-words.ts';

export function journalColumns(timeZone: () => string): readonly TableColumn<JournalRow, JournalColumn>[] {
  return [
    { id: 'at', title: 'Time', width: 212, mono: true, text: ({ at }) => formatInstant(at, timeZone()) },
    { id: 'connectionName', title: 'Connection', width: 160, text: ({ connectionName }) => connectionName },
    { id: 'user', title: 'User', width: 96, text: ({ user }) => user },
    { id: 'kind', title: 'Event', width: 116, text: ({ kind }) => kindNames[kind] },
    { id: 'target', title: 'What', width: 260, grows: 1, text: (row) => whatWords(row, timeZone()) },
    { id: 'result', title: 'Result', width: 130, text: (row) => resultWords(row)?.text ?? '–' },
  ];
}
