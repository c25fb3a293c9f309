import type { ConnectionId } from '../../../src-shared/model/connections.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import { enterConnection } from '../../lib/state/enter-connection.ts';
import type { ConnectionEditing } from './connection-editing.svelte.ts';
import { connectionLines, favouritesKey, type ListLine } from './connection-lines.ts';

const closedFolders = 'connections.closed';

type Way = 'choose' | 'extend' | 'look';

/** The list of connections in its folders: where the keys are, what is open, what is selected, what is dragged. */
export class ConnectionTree {
  /** Key of the line that has the keys. */
  cursor = $state<string>();
  /** Key of the folder something is dragged over. */
  dropKey = $state<string>();
  readonly #app: AppState;
  readonly #editing: ConnectionEditing;
  readonly #text: () => string;

  constructor(app: AppState, editing: ConnectionEditing, text: () => string) {
    this.#app = app;
    this.#editing = editing;
    this.#text = text;
  }

  readonly lines = $derived.by((): readonly ListLine[] => {
    const closed = this.#app.layout.record(closedFolders);
    const isSearching = this.#text().trim() !== '';
    return connectionLines(
      this.#app.connections.matching(this.#text()),
      (key) => isSearching || closed[key] === undefined,
    );
  });
  readonly index = $derived.by(() => this.lines.findIndex(({ key }) => key === this.cursor));
  readonly current = $derived.by((): ListLine | undefined => this.lines[this.index]);

  isSelected(line: ListLine): boolean {
    const { selection } = this.#editing;
    return idsOf(line).every((id) => selection.has(id));
  }

  /** Where the keys go when they come into the list. */
  enter(): void {
    if (this.index < 0) this.moveTo(0, 'choose');
  }

  moveTo(position: number, way: Way): void {
    const line = this.lines[Math.max(0, Math.min(this.lines.length - 1, position))];
    if (!line) return;
    this.cursor = line.key;
    if (line.kind === 'connection') this.#reach(line.key, way);
  }

  click(line: ListLine, event: MouseEvent): void {
    this.cursor = line.key;
    const isAdding = event.ctrlKey || event.metaKey;
    if (isAdding) this.#editing.selection.toggle(idsOf(line));
    else if (line.kind === 'folder') this.toggle(line);
    else this.#reach(line.key, event.shiftKey ? 'extend' : 'choose');
  }

  toggle(line: ListLine): void {
    if (line.kind !== 'folder') return;
    const closed = this.#app.layout.record(closedFolders);
    const isThere = (key: string): boolean => this.lines.some((other) => other.key === key);
    const kept = Object.entries(closed).filter(([key]) => isThere(key) && key !== line.key);
    this.#app.layout.set(closedFolders, Object.fromEntries(line.isOpen ? [...kept, [line.key, '1']] : kept));
  }

  handleKey(event: KeyboardEvent): void {
    const { selection } = this.#editing;
    const isAdding = event.ctrlKey || event.metaKey;
    const way: Way = event.shiftKey ? 'extend' : isAdding ? 'look' : 'choose';
    const line = this.current;
    if (event.key === 'ArrowDown') this.moveTo(this.index + 1, way);
    else if (event.key === 'ArrowUp') this.moveTo(this.index - 1, way);
    else if (event.key === 'Home') this.moveTo(0, way);
    else if (event.key === 'End') this.moveTo(this.lines.length - 1, way);
    else if (event.key === ' ' && line) selection.toggle(idsOf(line));
    else if (event.key.toLowerCase() === 'a' && isAdding) selection.all(this.#order());
    else if (event.key === 'Escape' && selection.isMany) selection.clear();
    else if (event.key === 'Delete' && this.ids.length > 0) this.#editing.ask('delete', this.ids);
    else if (event.key === 'F2' && line?.kind === 'folder' && line.folder !== undefined)
      this.#editing.askRename(line.folder);
    else if (event.key === 'ArrowRight' && line?.kind === 'folder') this.#stepIn(line);
    else if (event.key === 'ArrowLeft' && line) this.#stepOut(line);
    else if (event.key === 'Enter' && line?.kind === 'folder') this.toggle(line);
    else if (event.key === 'Enter' && line) enterConnection(this.#app, line.key);
    else return;
    event.preventDefault();
  }

  /** What an action means: all that is selected, else the one that has the keys. */
  get ids(): readonly ConnectionId[] {
    const { selection } = this.#editing;
    if (selection.isMany) return selection.ids;
    return this.current?.kind === 'connection' ? [this.current.key] : [];
  }

  drag(line: ListLine): void {
    if (line.kind !== 'connection') return;
    const { selection } = this.#editing;
    this.#editing.dragged = selection.has(line.key) ? selection.ids : [line.key];
  }

  dragOver(line: ListLine): void {
    this.dropKey = folderOf(line)?.key;
  }

  drop(line: ListLine): void {
    const { dragged } = this.#editing;
    const target = folderOf(line);
    this.endDrag();
    if (!dragged || !target) return;
    if (target.key === favouritesKey) this.#editing.arrange(dragged, { isFavourite: true });
    else this.#editing.arrange(dragged, { folder: target.folder ?? '' });
  }

  endDrag(): void {
    this.#editing.dragged = undefined;
    this.dropKey = undefined;
  }

  #reach(id: ConnectionId, way: Way): void {
    const { selection } = this.#editing;
    if (way === 'look') return;
    if (way === 'extend') selection.extend(this.#order(), id);
    else this.#editing.edit(id);
  }

  #stepIn(line: ListLine): void {
    if (line.kind === 'folder' && !line.isOpen) this.toggle(line);
    else this.moveTo(this.index + 1, 'choose');
  }

  #stepOut(line: ListLine): void {
    if (line.kind === 'connection') this.cursor = line.parent?.key ?? line.key;
    else if (line.isOpen) this.toggle(line);
  }

  #order(): readonly ConnectionId[] {
    return this.lines.flatMap((line) => (line.kind === 'connection' ? [line.key] : []));
  }
}

function idsOf(line: ListLine): readonly ConnectionId[] {
  return line.kind === 'folder' ? line.ids : [line.key];
}

function folderOf(line: ListLine) {
  return line.kind === 'folder' ? line : line.parent;
}
