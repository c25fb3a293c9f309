import type { DownloadColumn, DownloadItem } from '../../../src-shared/model/downloads.ts';
import type { TableColumn } from '../../components/table/table-column.ts';
import { itemKind, reasonWords, resultWords } from './download-words.ts';

/** How rows are named whose way goes without saying. */
const ways: Readonly<Record<string, string>> = {
  export: 'with the export of its package',
  try: 'with the export of its package',
  single: 'singly',
};

export function wayOf({ way, kind }: DownloadItem): string {
  if (kind === 'IntegrationPackage') return way === 'export' || way === 'try' ? 'as an export' : '';
  return (way && ways[way]) ?? '';
}

export const downloadColumns: readonly TableColumn<DownloadItem, DownloadColumn>[] = [
  { id: 'packageName', title: 'Package', width: 140, grows: 2, text: ({ packageName }) => packageName },
  { id: 'name', title: 'Name', width: 150, grows: 3, text: ({ name }) => name },
  { id: 'kind', title: 'Kind', width: 136, text: ({ kind }) => itemKind(kind) },
  { id: 'result', title: 'Result', width: 128, text: ({ result }) => resultWords[result].text },
  {
    id: 'reason',
    title: 'How and why',
    width: 230,
    grows: 4,
    text: (item) => reasonWords(item) || wayOf(item),
  },
  { id: 'id', title: 'Id', width: 110, grows: 1, mono: true, quiet: true, text: ({ id }) => id },
];
