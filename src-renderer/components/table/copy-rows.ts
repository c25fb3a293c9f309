import { formatAmount } from '../../lib/format/numbers.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import { markedRows } from './row-marking.ts';
import { type CopyForm, longestCopied, rowsAsText } from './rows-as-text.ts';
import type { TableColumn } from './table-column.ts';
import type { WindowedRows } from './windowed-rows.svelte.ts';

export interface RowsToCopy<Row> {
  readonly rows: WindowedRows<Row>;
  /** Those that are shown. */
  readonly columns: readonly TableColumn<Row, string>[];
  readonly active: Row | undefined;
  readonly form: CopyForm;
}

/** Copies the marked rows and says how many; what is too much for a clipboard is left to the export. */
export async function copyRows<Row>(
  { api, notices, copy }: AppState,
  { rows, columns, active, form }: RowsToCopy<Row>,
): Promise<void> {
  const { rows: all, isCut } = await markedRows(rows, active);
  if (all.length === 0) return;
  const text = rowsAsText(form, all, columns);
  if (text.length > longestCopied) {
    notices.say('These rows are too much for the clipboard; export them as a file');
    return;
  }
  if (!isCut) {
    copy(text);
    return;
  }
  await api.app.copyText({ text });
  notices.say(`Copied the first ${formatAmount(all.length, 'row')}; export takes all of them`);
}
