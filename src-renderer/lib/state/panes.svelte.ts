import type { ConnectionId } from '../../../src-shared/model/connections.ts';

export const paneNames = ['main', 'side'] as const;
export type PaneName = (typeof paneNames)[number];

/** The one or two panes of the window, each with a connection of its own. */
export class Panes {
  /** The one whose connection gives the window its frame, title, commands and keys. */
  focused = $state<PaneName>('main');
  #connections = $state.raw<Readonly<Partial<Record<PaneName, ConnectionId | undefined>>>>({});

  readonly other = $derived<PaneName>(this.focused === 'main' ? 'side' : 'main');

  connectionOf(pane: PaneName): ConnectionId | undefined {
    return this.#connections[pane];
  }

  put(pane: PaneName, connectionId: ConnectionId | undefined): void {
    this.#connections = { ...this.#connections, [pane]: connectionId };
  }

  shows(connectionId: ConnectionId): boolean {
    return paneNames.some((pane) => this.#connections[pane] === connectionId);
  }
}
