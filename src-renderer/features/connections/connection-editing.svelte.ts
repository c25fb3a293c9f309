import { createContext } from 'svelte';

import type { Arrangement, ConnectionId } from '../../../src-shared/model/connections.ts';
import { formatAmount } from '../../lib/format/numbers.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import { enterBeside } from '../../lib/state/enter-connection.ts';
import { permissionsTab } from '../../lib/targets/targets.ts';
import { ConnectionForm } from './connection-form.svelte.ts';
import { ListSelection } from './list-selection.svelte.ts';

const newForm = 'new';

export type Editing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'new'; readonly start: 'key' | 'fields' }
  | { readonly kind: 'known'; readonly id: ConnectionId; readonly wants?: 'secret' };

export interface Asking {
  readonly about: 'delete' | 'replace-key' | 'folder' | 'rename-folder' | 'tags';
  readonly ids: readonly ConnectionId[];
}

/** Which connection is worked on. What was typed stays while one looks at another. */
export class ConnectionEditing {
  current = $state.raw<Editing>({ kind: 'nothing' });
  asking = $state.raw<Asking>();
  /** Connections that are being dragged onto a folder. */
  dragged = $state.raw<readonly ConnectionId[]>();
  readonly selection = new ListSelection();
  #forms = $state.raw<Readonly<Record<string, ConnectionForm>>>({});
  readonly #app: AppState;

  constructor(app: AppState) {
    this.#app = app;
  }

  readonly form = $derived.by((): ConnectionForm | undefined => {
    const { current } = this;
    if (current.kind === 'nothing') return undefined;
    return this.#forms[current.kind === 'new' ? newForm : current.id];
  });

  readonly add = (start: 'key' | 'fields', keyText?: string): void => {
    const form = this.#forms[newForm] ?? new ConnectionForm();
    this.#forms = { ...this.#forms, [newForm]: form };
    if (keyText !== undefined) form.readKey(keyText);
    this.current = { kind: 'new', start };
    this.selection.clear();
    this.#show();
  };

  readonly edit = (id: ConnectionId, wants?: 'secret'): void => {
    const connection = this.#app.connections.find(id);
    if (!connection) return;
    const known = this.#forms[id];
    const form = known?.isChanged === true ? known : new ConnectionForm(connection);
    this.#forms = { ...this.#forms, [id]: form };
    this.current = { kind: 'known', id, ...(wants && { wants }) };
    this.selection.only(id);
    this.#show();
  };

  readonly ask = (about: Asking['about'], ids: readonly ConnectionId[]): void => {
    this.#show();
    this.asking = { about, ids };
  };

  /** Of all that stand in it, also those a search does not show. */
  readonly askRename = (folder: string): void => {
    const inside = this.#app.connections.all.filter((connection) => connection.folder === folder);
    this.ask(
      folder === '' ? 'folder' : 'rename-folder',
      inside.map(({ id }) => id),
    );
  };

  readonly endProject = (ids: readonly ConnectionId[]): void => {
    this.#app.projects.ask(ids);
  };

  /** Of all that stand in a folder. */
  readonly endFolder = (folder: string): void => {
    const inside = this.#app.connections.all.filter((connection) => connection.folder === folder);
    this.endProject(inside.map(({ id }) => id));
  };

  /** A form nobody has changed shows what was arranged. */
  readonly arrange = (connectionIds: readonly ConnectionId[], change: Arrangement): void => {
    this.#app.api.connections
      .arrange({ connectionIds, change })
      .then(async () => {
        await this.#app.connections.list.load();
        this.follow();
        // One alone is seen to change.
        if (connectionIds.length > 1)
          this.#app.notices.say(`${formatAmount(connectionIds.length, 'connection')} changed`);
      })
      .catch(this.#app.notices.fail);
  };

  readonly stopAsking = (): void => {
    this.asking = undefined;
  };

  /**
   * After the list was read again: what is gone leaves the form, and a form nobody has changed shows what is kept now, as
   * another window, an import or the end of a project left it.
   */
  readonly follow = (): void => {
    const { current } = this;
    const isGone = (id: string): boolean => id !== newForm && !this.#app.connections.find(id);
    const forms = Object.entries(this.#forms).filter(([id]) => !isGone(id));
    this.#forms = Object.fromEntries(forms.map(([id, form]) => [id, this.#asKept(id, form)]));
    if (current.kind === 'known' && isGone(current.id)) this.current = { kind: 'nothing' };
    this.selection.keepOnly((id) => !isGone(id));
  };

  /** Forgets what was typed. */
  readonly leave = (): void => {
    const key = this.current.kind === 'known' ? this.current.id : newForm;
    this.#forms = Object.fromEntries(Object.entries(this.#forms).filter(([name]) => name !== key));
    this.current = { kind: 'nothing' };
  };

  /** Brings a connection to the front and shows what its key may do. */
  readonly showPermissions = (id: ConnectionId): void => {
    this.#app.active.select(id);
    this.#app.tabs.open(permissionsTab(id));
  };

  /** Takes a connection apart as it is kept. */
  readonly examine = (id: ConnectionId): void => {
    this.#app.doctor.open({ id, isForm: false });
  };

  /** What stands in the form, where that is not what is kept. */
  readonly examineForm = (): void => {
    const { current } = this;
    if (current.kind === 'new') this.#app.doctor.open({ id: newForm, isForm: true });
    if (current.kind !== 'known') return;
    this.#app.doctor.open({ id: current.id, isForm: this.#forms[current.id]?.isChanged === true });
  };

  /** `new` for that of a new connection; undefined where nothing is worked on. */
  formOf(id: string): ConnectionForm | undefined {
    return this.#forms[id];
  }

  readonly addDemo = async (): Promise<ConnectionId> => {
    const { id } = await this.#app.api.connections.addDemo();
    await this.#app.connections.list.load();
    return id;
  };

  readonly export = (ids: readonly ConnectionId[]): void => {
    this.#app.sharing.export(ids);
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

  /** The same form where nothing of it is other than before, so that a test stays in it. */
  #asKept(id: string, form: ConnectionForm): ConnectionForm {
    const connection = this.#app.connections.find(id);
    if (!connection || form.isChanged) return form;
    const kept = new ConnectionForm(connection);
    const shown = ({ original }: ConnectionForm) => [original?.secret, original?.isFavourite];
    const isSame =
      JSON.stringify([kept.draft(), shown(kept)]) === JSON.stringify([form.draft(), shown(form)]);
    return isSame ? form : kept;
  }

  #show(): void {
    this.#app.tabs.open({ area: 'connections', title: 'Connections', target: {} });
  }
}

export const [getConnectionEditing, setConnectionEditing] = createContext<ConnectionEditing>();
