import {
  addTerm,
  type Conditions,
  isEmpty,
  noConditions,
  termsOf,
  without,
} from '../../../src-shared/messages/filter-terms.ts';
import { type QueryFault, type ReadInstant, readQuery } from '../../../src-shared/messages/read-query.ts';
import { writeQuery } from '../../../src-shared/messages/write-query.ts';
import type { MessageFilter, MessageTerm, TimeRange } from '../../../src-shared/model/messages.ts';
import { readInstant } from '../../lib/format/time-range.ts';
import { afterPause } from '../../lib/state/pause.ts';
import type { MessageList } from './message-list.svelte.ts';

/** What filters are taken from and given to. */
interface FilteredList {
  readonly filter: MessageFilter;
  readonly setFilter: (filter: MessageFilter) => void;
  readonly setRange: (range: TimeRange) => void;
}

const mostSteps = 200;
const typingPause = 300;

/**
 * The filter of a list as a line of text, as chips, and as a history that can be undone. Whoever changes the filter, the line says the
 * same; while somebody types, the line is theirs and the filter follows after a pause.
 */
export class MessageFilters {
  /** As it stands in the query line. */
  line = $state('');
  faults = $state.raw<readonly QueryFault[]>([]);
  readonly #list: FilteredList;
  readonly #instantOf: ReadInstant;
  #past = $state.raw<readonly MessageFilter[]>([]);
  #future = $state.raw<readonly MessageFilter[]>([]);
  #known: MessageFilter;
  #isTyping = false;
  readonly #pause = afterPause(() => this.commit(), typingPause);

  constructor(list: FilteredList, instantOf: ReadInstant) {
    this.#list = list;
    this.#instantOf = instantOf;
    this.#known = list.filter;
    this.line = writeQuery(list.filter);
  }

  get filter(): MessageFilter {
    return this.#list.filter;
  }

  readonly terms = $derived.by(() => termsOf(this.#list.filter));
  readonly isEmpty = $derived.by(() => isEmpty(this.#list.filter));
  readonly canUndo = $derived.by(() => this.#past.length > 0);
  readonly canRedo = $derived.by(() => this.#future.length > 0);

  /** The filter of the list is another one: to be told of each, whoever changed it. */
  observe(filter: MessageFilter): void {
    if (filter === this.#known) return;
    this.#past = [...this.#past, this.#known].slice(-mostSteps);
    this.#future = [];
    this.#arrived(filter);
  }

  readonly type = (line: string): void => {
    this.line = line;
    this.#isTyping = true;
    // A sentence about a word that is not finished yet would only disturb.
    this.faults = [];
    this.#pause.call();
  };

  /** Takes the line as it stands. */
  readonly commit = (): void => {
    this.#pause.stop();
    if (!this.#isTyping) return;
    const { conditions, range, faults } = readQuery(this.line, this.#instantOf);
    this.faults = faults;
    if (faults.length === 0) this.#set({ range: range ?? this.filter.range, ...conditions });
    this.#isTyping = false;
  };

  readonly add = (term: MessageTerm): void => this.#change(addTerm(this.#conditions(), term));

  /** In place of the term at that place of `terms`; `undefined` takes it away. */
  readonly replace = (place: number, term: MessageTerm | undefined): void => {
    const { text, errorGroup } = this.#conditions();
    const kept = {
      ...noConditions,
      ...(text !== undefined && { text }),
      ...(errorGroup !== undefined && { errorGroup }),
    };
    const all = this.terms.flatMap((one, index) => (index === place ? (term ?? []) : one));
    this.#change(all.reduce<Conditions>(addTerm, kept));
  };

  readonly removeText = (): void => {
    this.#change(without(this.#conditions(), 'text'));
  };

  readonly clear = (): void => this.#change(noConditions);

  readonly use = (filter: MessageFilter): void => this.#set(filter);

  readonly undo = (): void => {
    this.commit();
    const before = this.#past.at(-1);
    if (!before) return;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, this.#known];
    this.#goTo(before);
  };

  readonly redo = (): void => {
    const next = this.#future.at(-1);
    if (!next) return;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, this.#known];
    this.#goTo(next);
  };

  stop(): void {
    this.#pause.stop();
  }

  #conditions(): Conditions {
    return without(this.filter, 'range');
  }

  #change(conditions: Conditions): void {
    this.#set({ range: this.filter.range, ...conditions });
  }

  #set(filter: MessageFilter): void {
    if (JSON.stringify(filter) === JSON.stringify(this.filter)) return;
    this.#tell(filter);
    this.observe(this.#list.filter);
  }

  #goTo(filter: MessageFilter): void {
    this.#isTyping = false;
    this.#tell(filter);
    this.#arrived(this.#list.filter);
  }

  #tell(filter: MessageFilter): void {
    if (JSON.stringify(filter.range) !== JSON.stringify(this.filter.range)) this.#list.setRange(filter.range);
    this.#list.setFilter(filter);
  }

  #arrived(filter: MessageFilter): void {
    this.#known = filter;
    if (this.#isTyping) return;
    this.line = writeQuery(filter);
    this.faults = [];
  }
}

/** The filter of a list of messages; to be called while its view is set up. */
export function offerFilters(list: MessageList, timeZone: () => string): MessageFilters {
  const { messages } = list;
  const filters = new MessageFilters(
    {
      get filter() {
        return messages.filter;
      },
      setFilter: messages.setFilter,
      setRange: list.setRange,
    },
    (text) => readInstant(text, timeZone()),
  );
  $effect(() => filters.observe(messages.filter));
  $effect(() => () => filters.stop());
  return filters;
}
