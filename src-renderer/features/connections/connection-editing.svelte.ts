import { createContext } from 'svelte';

import type { ConnectionId } from '../../../src-shared/model/connections.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import { enterBeside } from '../../lib/state/enter-connection.ts';
import { permissionsTab } from '../../lib/state/targets.ts';
import { ConnectionForm } from './connection-form.svelte.ts';

export type Editing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'new'; readonly start: 'key' | 'fields' }
  | { readonly kind: 'known'; readonly id: ConnectionId; readonly wants?: 'secret' };

export type Asking = { readonly about: 'delete' | 'replace-key'; readonly id: ConnectionId };

/** Which connection is worked on. What was typed stays while one looks at another. */
export class ConnectionEditing {
  current = $state.raw<Editing>({ kind: 'nothing' });
  asking = $state.raw<Asking>();
  #forms = $state.raw<Readonly<Record<string, ConnectionForm>>>({});
  readonly #app: AppState;

  constructor(app: AppState) {
    this.#app = app;
  }

  readonly form = $derived.by((): ConnectionForm | undefined => {
    const { current } = this;
    if (current.kind === 'nothing') return undefined;
    return this.#forms[current.kind === 'new' ? 'new' : current.id];
  });

  readonly add = (start: 'key' | 'fields', keyText?: string): void => {
    const form = this.#forms['new'] ?? new ConnectionForm();
    this.#forms = { ...this.#forms, new: form };
    if (keyText !== undefined) form.readKey(keyText);
    this.current = { kind: 'new', start };
    this.#show();
  };

  readonly edit = (id: ConnectionId, wants?: 'secret'): void => {
    const connection = this.#app.connections.find(id);
    if (!connection) return;
    const known = this.#forms[id];
    const form = known?.isChanged === true ? known : new ConnectionForm(connection);
    this.#forms = { ...this.#forms, [id]: form };
    this.current = { kind: 'known', id, ...(wants && { wants }) };
    this.#show();
  };

  readonly ask = (about: Asking['about'], id: ConnectionId): void => {
    this.#show();
    this.asking = { about, id };
  };

  readonly stopAsking = (): void => {
    this.asking = undefined;
  };

  /** Forgets what was typed. */
  readonly leave = (): void => {
    const key = this.current.kind === 'known' ? this.current.id : 'new';
    this.#forms = Object.fromEntries(Object.entries(this.#forms).filter(([name]) => name !== key));
    this.current = { kind: 'nothing' };
  };

  /** Brings a connection to the front and shows what its key may do. */
  readonly showPermissions = (id: ConnectionId): void => {
    this.#app.active.select(id);
    this.#app.tabs.open(permissionsTab(id));
  };

  readonly addDemo = async (): Promise<ConnectionId> => {
    const { id } = await this.#app.api.connections.addDemo();
    await this.#app.connections.list.load();
    return id;
  };

  readonly openBeside = (id: ConnectionId): void => {
    enterBeside(this.#app, id);
  };

  readonly duplicate = (id: ConnectionId): void => {
    this.#app.api.connections
      .duplicate({ connectionId: id })
      .then(async (copy) => {
        await this.#app.connections.list.load();
        this.edit(copy.id);
      })
      .catch(this.#app.notices.fail);
  };

  #show(): void {
    this.#app.tabs.open({ area: 'connections', title: 'Connections', target: {} });
  }
}

export const [getConnectionEditing, setConnectionEditing] = createContext<ConnectionEditing>();
