import { exportColumnFacts } from '../../../src-shared/exports/export-columns.ts';
import {
  type ChosenMessages,
  type ExportColumn,
  exportColumns,
  type ExportFormat,
  exportFormats,
  mostHeaders,
} from '../../../src-shared/model/exports.ts';
import type { SortColumn } from '../../../src-shared/model/messages.ts';
import type { Sort } from '../../../src-shared/model/rows.ts';
import type { LayoutState } from '../../lib/state/layout.svelte.ts';

/** What can be taken along from where the person stands. */
export interface Takeable {
  readonly connectionId: string;
  /** The whole query. */
  readonly all: ChosenMessages;
  readonly total: number;
  /** As in the table. */
  readonly sort: Sort<SortColumn>;
  /** Custom headers that are columns of the table. */
  readonly headers: readonly string[];
  /** Those that are marked, where it is more than one. */
  readonly marked: readonly string[];
  /** The query in words. */
  readonly description: string;
}

const remembered = 'exports.choice';

/** How a person wants a list as a file; what was chosen last is there again. */
export class ExportChoice {
  format = $state<ExportFormat>('csv');
  columns = $state.raw<readonly ExportColumn[]>([]);
  /** Names separated by commas, as typed. */
  headers = $state('');
  onlyMarked = $state(false);
  readonly #layout: LayoutState;

  constructor(layout: LayoutState, { marked, headers: shown }: Takeable) {
    this.#layout = layout;
    const { format, columns, headers } = layout.record(remembered);
    this.format = exportFormats.find((one) => one === format) ?? 'csv';
    const chosen = columns?.split(' ');
    this.columns = exportColumns.filter((id) => chosen?.includes(id) ?? exportColumnFacts[id].isUsual);
    // What the table shows goes along; what was wanted beside it the last time stands behind.
    this.headers = [...shown, ...namesIn(headers ?? '').filter((name) => !shown.includes(name))].join(', ');
    this.onlyMarked = marked.length > 0;
  }

  readonly headerNames = $derived.by(() => namesIn(this.headers).slice(0, mostHeaders));
  readonly canExport = $derived.by(() => this.columns.length + this.headerNames.length > 0);

  toggle(column: ExportColumn, isChosen: boolean): void {
    this.columns = exportColumns.filter((id) => (id === column ? isChosen : this.columns.includes(id)));
  }

  remember(): void {
    const { format, columns, headers } = this;
    this.#layout.set(remembered, { format, columns: columns.join(' '), headers });
  }
}

/** Each once. */
function namesIn(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

/** Those of the query, or the marked ones. */
export function chosenOf({ all, marked }: Takeable, onlyMarked: boolean): ChosenMessages {
  return onlyMarked && marked.length > 0 ? { kind: 'marked', messageGuids: marked } : all;
}
