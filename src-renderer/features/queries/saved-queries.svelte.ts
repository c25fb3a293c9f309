import { minute } from '../../../src-shared/durations.ts';
import { type ReadInstant, readQuery } from '../../../src-shared/messages/read-query.ts';
import { writeWholeQuery } from '../../../src-shared/messages/write-query.ts';
import type { MessageFilter } from '../../../src-shared/model/messages.ts';
import { longestQueryName, type QueryCount, type SavedQuery } from '../../../src-shared/model/queries.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { burst } from '../../lib/state/burst.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import type { Defer } from '../../lib/state/while-shown.svelte.ts';

const changedPause = 500;

/** Named queries that are asked of one tenant, also those asked of others with it, and what the pinned ones find. */
export class SavedQueries {
  readonly list: Loaded<readonly SavedQuery[]>;
  readonly counts: Loaded<readonly QueryCount[]>;
  readonly #api: Api;
  readonly #connectionId: string;

  constructor(api: Api, connectionId: string) {
    this.#api = api;
    this.#connectionId = connectionId;
    this.list = new Loaded((signal) => api.queries.list(undefined, { signal }));
    this.counts = new Loaded((signal) =>
      api.queries.counts({ queryIds: this.pinned.map(({ id }) => id) }, { signal }),
    );
  }

  readonly mine = $derived.by(() =>
    (this.list.value ?? []).filter(({ connectionIds }) => connectionIds.includes(this.#connectionId)),
  );
  readonly pinned = $derived.by(() => this.mine.filter(({ isPinned }) => isPinned));

  /** What a pinned query finds; `undefined` until it was counted. */
  foundBy(queryId: string): QueryCount | undefined {
    return this.counts.value?.find((one) => one.queryId === queryId);
  }

  readonly save = async (query: Omit<SavedQuery, 'id'> & { readonly id?: string }): Promise<void> => {
    await this.#api.queries.save(query);
    await this.#load();
  };

  readonly remove = async (queryId: string): Promise<void> => {
    await this.#api.queries.remove({ queryId });
    await this.#load();
  };

  /** Shows what is kept and keeps the numbers fresh, when `defer` lets it; answers how to stop. */
  listen(defer: Defer = (action) => action): () => void {
    void this.#load();
    const count = defer(() => {
      if (this.pinned.length > 0) this.counts.reload();
    });
    const { call, stop } = burst(count, changedPause);
    const stops = [this.#api.queries.changed(() => void this.#load()), this.#api.messages.changed(call)];
    // Ranges that end now move on, also where no message comes.
    const timer = setInterval(call, minute);
    return () => {
      clearInterval(timer);
      for (const one of stops) one();
      stop();
      this.list.cancel();
      this.counts.cancel();
    };
  }

  async #load(): Promise<void> {
    await this.list.load();
    if (this.pinned.length > 0) await this.counts.load();
  }
}

/** A query as text that can be sent to others: its name in a line of its own, then what it asks. No tenant stands in it. */
export function sharedText({ name, filter }: Pick<SavedQuery, 'name' | 'filter'>): string {
  return `# ${name}\n${writeWholeQuery(filter)}\n`;
}

/** What such a text asks; throws what is wrong with it, in words. */
export function readShared(
  text: string,
  range: MessageFilter['range'],
  instantOf: ReadInstant,
): { readonly name: string; readonly filter: MessageFilter } | { readonly fault: string } {
  const lines = text.trim().split(/\r?\n/);
  const [first = ''] = lines;
  const isNamed = first.startsWith('#');
  const line = (isNamed ? lines.slice(1) : lines).join(' ');
  const { conditions, range: own, faults } = readQuery(line, instantOf);
  const [fault] = faults;
  if (fault) return { fault: `${fault.message} (${line.slice(fault.from, fault.to)})` };
  const name = (isNamed ? first.slice(1) : line).trim().slice(0, longestQueryName);
  return { name, filter: { range: own ?? range, ...conditions } };
}
