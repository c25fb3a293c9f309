import type {
  JournalCheck,
  JournalCounts,
  JournalFilter,
  JournalQuestion,
  JournalRow,
} from '../../src-shared/model/journal.ts';
import type { RowWindow } from '../../src-shared/model/rows.ts';
import { saveFile } from '../sap/save-file.ts';
import { journalCsv, journalJson } from './export-rows.ts';
import type { Journal } from './journal.ts';
import { countsOf, matching, windowOf } from './journal-rows.ts';

export interface JournalServiceOptions {
  readonly journal: Pick<Journal, 'rows' | 'check'>;
  readonly saveAs: (defaultName: string) => Promise<string | undefined>;
  readonly now: () => number;
}

/** What the window shows and exports of the journal. */
export class JournalService {
  readonly #options: JournalServiceOptions;

  constructor(options: JournalServiceOptions) {
    this.#options = options;
  }

  async rows(question: JournalQuestion): Promise<RowWindow<JournalRow>> {
    return windowOf(await this.#options.journal.rows(), question);
  }

  async counts(filter: JournalFilter): Promise<JournalCounts> {
    return countsOf(await this.#options.journal.rows(), filter);
  }

  check(): Promise<JournalCheck> {
    return this.#options.journal.check();
  }

  /** Oldest first. Throws `disk.*`. */
  async exportRows(filter: JournalFilter, format: 'csv' | 'json'): Promise<{ file: string } | undefined> {
    const { journal, saveAs, now } = this.#options;
    const day = new Date(now()).toISOString().slice(0, 10);
    const file = await saveAs(`journal-${day}.${format}`);
    if (file === undefined) return undefined;
    const rows = matching(await journal.rows(), filter).toSorted((one, other) => one.at - other.at);
    const text = format === 'csv' ? journalCsv(rows) : journalJson(rows);
    await saveFile(file, chunks(text));
    return { file };
  }
}

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}
