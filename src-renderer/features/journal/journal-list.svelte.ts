import type {
  JournalCheck,
  JournalColumn,
  JournalCounts,
  JournalFilter,
  JournalRow,
} from '../../../src-shared/model/journal.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { burst } from '../../lib/state/burst.ts';
import { LibraryList } from '../../lib/state/library-list.svelte.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';

export type JournalEntries = LibraryList<JournalRow, JournalFilter, JournalColumn, JournalCounts>;

const changedPause = 150;

/** The journal of all connections of this computer, and whether it is whole. */
export class JournalList {
  readonly entries: JournalEntries;
  readonly check: Loaded<JournalCheck>;
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
    this.entries = new LibraryList<JournalRow, JournalFilter, JournalColumn, JournalCounts>(
      {
        read: (question, signal) => api.journal.rows(question, { signal }),
        count: (filter, signal) => api.journal.counts({ filter }, { signal }),
        keyOf: ({ id }) => id,
      },
      { kind: 'all' },
      { column: 'at', direction: 'descending' },
    );
    this.check = new Loaded((signal) => api.journal.check(undefined, { signal }));
  }

  readonly isNarrowed = $derived.by(() => this.entries.hasText || this.entries.filter.kind !== 'all');

  readonly setKind = (kind: JournalFilter['kind']): void => {
    this.entries.setFilter({ kind });
  };

  readonly showAll = (): void => {
    this.entries.setText('');
    this.setKind('all');
  };

  /** The file that was written; `undefined`: the person cancelled. */
  async export(format: 'csv' | 'json'): Promise<string | undefined> {
    const text = this.entries.text.trim();
    const filter = text === '' ? this.entries.filter : { ...this.entries.filter, text };
    return (await this.#api.journal.exportRows({ filter, format }))?.file;
  }

  /** Answers how to stop. */
  listen(): () => void {
    const { call, stop } = burst(() => {
      this.entries.reload();
      void this.check.load();
    }, changedPause);
    call();
    const stopListening = this.#api.journal.changed(call);
    return () => {
      stopListening();
      stop();
      this.entries.stop();
      this.check.cancel();
    };
  }
}
