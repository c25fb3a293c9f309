import type { MessageRow, MessageTerm, SortColumn } from '../../../src-shared/model/messages.ts';
import type { MenuItem } from '../../components/overlay/menu-item.ts';
import { termWords } from './term-words.ts';

/** What a cell says, as conditions: on this value, and on anything but this value. */
export interface CellFilters {
  readonly only: MessageTerm;
  readonly not: MessageTerm;
}

/** Columns that a row's menu offers where no cell is pointed at. */
const usual: readonly SortColumn[] = ['status', 'flowName', 'sender', 'receiver'];

/** `undefined`: nothing to filter by, such as the time. */
export function cellFilters(row: MessageRow, column: SortColumn): CellFilters | undefined {
  const term = termOf(row, column);
  return term && { only: term, not: { ...term, not: true } };
}

/** "Only this" and "Not this" for the menu of a cell; without a column for the usual ones of the row. */
export function cellActions(
  row: MessageRow,
  column: SortColumn | undefined,
  add: (term: MessageTerm) => void,
): readonly MenuItem[] {
  const columns = column === undefined ? usual : [column];
  return columns.flatMap((one) => {
    const found = cellFilters(row, one);
    if (!found) return [];
    return [
      {
        id: `only-${one}`,
        text: `Only ${termWords(found.only).short}`,
        icon: 'filter' as const,
        run: () => add(found.only),
      },
      { id: `not-${one}`, text: `Not ${termWords(found.only).short}`, run: () => add(found.not) },
    ];
  });
}

const ofHeader = 'header:';

function termOf(row: MessageRow, column: SortColumn): MessageTerm | undefined {
  if (column.startsWith(ofHeader)) {
    const name = column.slice(ofHeader.length);
    return row.headers && { field: 'header', name, values: [row.headers[name] ?? ''] };
  }
  switch (column) {
    case 'status':
      return { field: 'status', values: [row.status] };
    case 'flowName':
      return row.flowId === '' ? undefined : { field: 'flow', values: [row.flowId] };
    case 'sender':
    case 'receiver':
    case 'customStatus':
      return { field: column, values: [row[column] ?? ''] };
    case 'messageGuid':
      return { field: 'messageGuid', values: [row.messageGuid] };
    case 'correlationId':
    case 'applicationMessageId':
      return row[column] === undefined ? undefined : { field: column, values: [row[column]] };
    case 'duration':
      return row.end === undefined ? undefined : { field: 'duration', from: row.end - row.start };
    default:
      return undefined;
  }
}
