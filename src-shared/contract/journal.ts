import type {
  JournalCheck,
  JournalCounts,
  JournalFilter,
  JournalQuestion,
  JournalRow,
} from '../model/journal.ts';
import type { RowWindow } from '../model/rows.ts';
import { call, type Nothing, topic } from './call.ts';

/** What was written to tenants from this computer, and when they were write-enabled. Never leaves it by itself. */
export const journal = {
  rows: call<JournalQuestion, RowWindow<JournalRow>>(),
  counts: call<{ readonly filter: JournalFilter }, JournalCounts>(),
  /** Reads every line and compares the chain. */
  check: call<Nothing, JournalCheck>(),
  /** Writes the rows that match to a file the person chooses; `undefined`: cancelled. */
  exportRows: call<
    { readonly filter: JournalFilter; readonly format: 'csv' | 'json' },
    { readonly file: string } | undefined
  >(),
  changed: topic<Nothing>(),
};
