import { MediaQuery } from 'svelte/reactivity';

import { writeWholeQuery } from '../../../src-shared/messages/write-query.ts';
import type { MessageFilter } from '../../../src-shared/model/messages.ts';
import type { SavedQuery } from '../../../src-shared/model/queries.ts';
import type { MenuItem } from '../../components/overlay/menu-item.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import { queryTab } from '../../lib/targets/query-targets.ts';
import { watchTab } from '../../lib/targets/watch-targets.ts';
import { SavedQueries, sharedText } from './saved-queries.svelte.ts';

/** A query as it is written in its dialog; without an id it is a new one. */
export type QueryDraft = Omit<SavedQuery, 'id'> & { readonly id?: string };

export interface QueryActionsOf {
  readonly app: AppState;
  readonly connectionId: string;
  /** What the list shows now. */
  readonly filter: () => MessageFilter;
  readonly use: (filter: MessageFilter) => void;
}

const layoutName = 'queries.messages';

/** The named queries beside a list of messages: what can be done with them, and where they stand. */
export class QueryActions {
  readonly queries: SavedQueries;
  edited = $state.raw<QueryDraft>();
  isListing = $state(false);
  readonly #of: QueryActionsOf;
  /** Beside rows, a pane of queries takes columns away. */
  readonly #isNarrow = new MediaQuery('(max-width: 1199px)');

  constructor(of: QueryActionsOf) {
    this.#of = of;
    this.queries = new SavedQueries(of.app.api, of.connectionId);
  }

  /** The side pane: as the person chose, else where there is something to show and room for it. */
  readonly isPaneShown = $derived.by(() => {
    const { shown, narrow } = this.#of.app.layout.record(layoutName);
    if (this.#isNarrow.current) return narrow === 'yes';
    return shown === undefined ? this.queries.mine.length > 0 : shown === 'yes';
  });

  readonly togglePane = (): void => {
    const { layout } = this.#of.app;
    const name = this.#isNarrow.current ? 'narrow' : 'shown';
    layout.set(layoutName, { ...layout.record(layoutName), [name]: this.isPaneShown ? 'no' : 'yes' });
  };

  /** Whether the list shows what the query asks. */
  isUsed({ filter, connectionIds }: SavedQuery): boolean {
    return connectionIds.length === 1 && writeWholeQuery(filter) === writeWholeQuery(this.#of.filter());
  }

  /** In this list, or in a tab of its own where several tenants are asked. */
  run(query: SavedQuery): void {
    const { app, connectionId, use } = this.#of;
    if (query.connectionIds.length > 1) app.tabs.open(queryTab(connectionId, query));
    else use(query.filter);
  }

  readonly begin = (): void => {
    const { connectionId, filter } = this.#of;
    this.edited = { name: '', filter: filter(), connectionIds: [connectionId], isPinned: true };
  };

  readonly copyShown = (): void => {
    this.#of.app.copy(sharedText({ name: 'Messages', filter: this.#of.filter() }));
  };

  readonly manage = (): void => {
    this.isListing = true;
  };

  readonly edit = (query: SavedQuery): void => {
    this.isListing = false;
    this.edited = query;
  };

  readonly pin = (query: SavedQuery): void => {
    this.queries.save({ ...query, isPinned: !query.isPinned }).catch(this.#of.app.notices.fail);
  };

  readonly watch = ({ id }: SavedQuery): void => {
    this.isListing = false;
    this.#of.app.tabs.open(watchTab(id));
  };

  readonly copy = (query: SavedQuery): void => {
    this.#of.app.copy(sharedText(query));
  };

  readonly remove = ({ id }: SavedQuery): void => {
    this.queries.remove(id).catch(this.#of.app.notices.fail);
  };

  /** For the menu of one query. */
  actionsOf(query: SavedQuery): readonly MenuItem[] {
    return [
      {
        id: 'pin',
        text: query.isPinned ? 'Do not pin' : 'Pin',
        icon: 'pin',
        run: () => this.pin(query),
      },
      { id: 'watch', text: 'Watch…', icon: 'bell', run: () => this.watch(query) },
      { id: 'copy', text: 'Copy as text', icon: 'copy', run: () => this.copy(query) },
      { id: 'edit', text: 'Change…', icon: 'edit', run: () => this.edit(query) },
      {
        id: 'remove',
        text: 'Remove',
        icon: 'trash',
        danger: true,
        separated: true,
        run: () => this.remove(query),
      },
    ];
  }

  /** For the menu in the toolbar. */
  readonly items = $derived.by((): readonly MenuItem[] => {
    const { mine } = this.queries;
    return [
      ...mine.map((query) => ({
        id: query.id,
        text: query.name,
        checked: this.isUsed(query),
        run: () => this.run(query),
      })),
      { id: 'save', text: 'Save query…', icon: 'plus', separated: mine.length > 0, run: this.begin },
      { id: 'copy', text: 'Copy query as text', icon: 'copy', run: this.copyShown },
      ...(mine.length === 0
        ? []
        : [{ id: 'manage', text: 'Manage queries…', icon: 'edit' as const, run: this.manage }]),
      {
        id: 'pane',
        text: 'Queries beside the list',
        checked: this.isPaneShown,
        separated: true,
        run: this.togglePane,
      },
    ];
  });
}
