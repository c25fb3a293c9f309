import type { MessageFilter } from '../../../src-shared/model/messages.ts';
import type { Known } from '../../../src-shared/model/queries.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';

export interface HeaderValue {
  readonly name: string;
  readonly value: string;
}

/** How far a filter on custom headers or error texts is answered from the library, and the ways to know more. */
export class KnownDetails {
  readonly known: Loaded<Known>;
  /** What the tenant was asked, and how many messages it named. */
  answered = $state.raw<{ readonly of: string; readonly found: number }>();
  isAsking = $state(false);
  readonly #api: Api;
  readonly #connectionId: string;
  readonly #filter: () => MessageFilter;

  constructor(api: Api, connectionId: string, filter: () => MessageFilter) {
    this.#api = api;
    this.#connectionId = connectionId;
    this.#filter = filter;
    this.known = new Loaded((signal) =>
      api.queries.known({ connectionId, filter: this.#filter() }, { signal }),
    );
  }

  readonly isWanted = $derived.by(() => {
    const { terms = [], errorGroup } = this.#filter();
    return errorGroup !== undefined || terms.some(({ field }) => field === 'header' || field === 'error');
  });

  /** The one question that a tenant answers by itself: a header that has a value. */
  readonly header = $derived.by((): HeaderValue | undefined => {
    for (const term of this.#filter().terms ?? []) {
      const [value, ...more] = term.field === 'header' ? term.values : [];
      if (term.field !== 'header' || term.not === true || value === undefined || more.length > 0) continue;
      if (value !== '' && !value.includes('*')) return { name: term.name, value };
    }
    return undefined;
  });

  readonly isAnswered = $derived.by(() => this.answered?.of === this.#question());

  readonly ask = async ({ name, value }: HeaderValue): Promise<void> => {
    const question = this.#question();
    this.isAsking = true;
    try {
      const { found } = await this.#api.queries.askHeader({
        connectionId: this.#connectionId,
        filter: this.#filter(),
        name,
        value,
      });
      this.answered = { of: question, found };
    } finally {
      this.isAsking = false;
    }
  };

  readonly load = async (): Promise<void> => {
    await this.#api.queries.readHeaders({ connectionId: this.#connectionId, filter: this.#filter() });
    await this.known.load();
  };

  #question(): string {
    return JSON.stringify([this.#filter().range, this.header]);
  }
}
