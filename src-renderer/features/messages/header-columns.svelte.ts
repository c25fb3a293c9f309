import type { HeaderColumn, MessageRow } from '../../../src-shared/model/messages.ts';
import type { TableColumn } from '../../components/table/table-column.ts';
import type { LayoutState } from '../../lib/state/layout.svelte.ts';

/** The most custom headers that are columns of one list. */
export const mostHeaderColumns = 20;

/** Custom headers that a person made columns, remembered for each runtime. */
export class HeaderColumns {
  readonly #layout: LayoutState;
  readonly #name: string;

  constructor(layout: LayoutState, connectionId: string) {
    this.#layout = layout;
    this.#name = `headers.messages ${connectionId}`;
  }

  readonly names = $derived.by(() =>
    Object.keys(this.#layout.record(this.#name)).slice(0, mostHeaderColumns),
  );

  readonly columns = $derived.by(() => this.names.map(headerColumn));

  readonly toggle = (name: string): void => {
    const { [name]: known, ...others } = this.#layout.record(this.#name);
    this.#layout.set(this.#name, known === undefined ? { ...others, [name]: 'yes' } : others);
  };
}

function headerColumn(name: string): TableColumn<MessageRow, HeaderColumn> {
  return {
    id: `header:${name}`,
    title: name,
    width: 110,
    mono: true,
    text: ({ headers }) => (headers === undefined ? 'not loaded' : (headers[name] ?? '–')),
    plain: { title: name, value: ({ headers }) => headers?.[name] },
  };
}
