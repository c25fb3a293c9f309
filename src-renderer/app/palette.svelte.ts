import { advise } from '../../src-shared/advice.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { IconName } from '../components/icon/icon-paths.ts';
import { isCancelled } from '../lib/bridge/faults.ts';
import { shownHost } from '../lib/format/names.ts';
import type { AppState } from '../lib/state/app-state.svelte.ts';
import { enterBeside, enterConnection } from '../lib/state/enter-connection.ts';
import { artifactTab, foundMessagesTab, messageTab, packageTab } from '../lib/targets/targets.ts';
import { kindWords } from '../lib/words/artifact-kinds.ts';
import { couldBeMessageId, looksLikeMessageId, ranked } from './palette-matching.ts';

export interface PaletteItem {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly detail?: string;
  readonly icon: IconName;
  /** Id of the command, for its keys. */
  readonly command?: string;
  /** What Ctrl/Cmd with Enter does instead. */
  readonly runBeside?: () => boolean;
  /** True: done, close the palette. */
  readonly run: () => boolean | Promise<boolean>;
}

const pause = 80;
const mostOfAKind = 8;
/** Packages among which the best fitting ones are looked for. */
const mostPackages = 100;

/** What the palette offers for a text: actions and connections at once, content from the library a moment later. */
export class Palette {
  index = $state(0);
  isSearching = $state(false);
  /** A sentence in place of a result. */
  answer = $state<string>();
  #text = $state('');
  #content = $state.raw<readonly PaletteItem[]>([]);
  #running: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #app: AppState;

  constructor(app: AppState) {
    this.#app = app;
  }

  readonly items = $derived.by((): readonly PaletteItem[] => {
    const text = this.#text.trim();
    const message = this.#messageItem(text);
    const isId = looksLikeMessageId(text);
    return [
      ...(message && isId ? [message] : []),
      ...ranked(this.#connectionItems(text), text).slice(0, text === '' ? 5 : mostOfAKind),
      ...this.#content,
      ...ranked(this.#commandItems(), text),
      ...(message && !isId ? [message] : []),
    ];
  });

  readonly current = $derived.by(() => this.items[this.index]);

  search(text: string): void {
    this.#text = text;
    this.index = 0;
    this.answer = undefined;
    clearTimeout(this.#timer);
    this.#running?.abort();
    if (text.trim().length < 2 || this.#app.active.id === undefined) {
      this.#content = [];
      this.isSearching = false;
      return;
    }
    this.#timer = setTimeout(() => void this.#searchContent(text.trim()), pause);
  }

  move(by: number): void {
    this.index = Math.max(0, Math.min(this.items.length - 1, this.index + by));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
  }

  #commandItems(): readonly PaletteItem[] {
    return this.#app.commands.all
      .filter(({ id }) => id !== 'app.palette')
      .map(({ id, title, group, icon, run }) => ({
        id: `command ${id}`,
        group: 'Commands',
        title,
        detail: group,
        icon: icon ?? 'command',
        command: id,
        run: () => {
          // After the palette is gone: a command may open a dialog or move the focus.
          setTimeout(run);
          return true;
        },
      }));
  }

  /** Before anything is typed the one used before this one is first: opening the palette and Enter goes back to it. */
  #connectionItems(text: string): readonly PaletteItem[] {
    const { active, connections } = this.#app;
    const offered = text === '' ? connections.all.filter(({ id }) => id !== active.id) : connections.all;
    return offered.map(({ id, name, tenantUrl }) => ({
      id: `connection ${id}`,
      group: 'Connections',
      title: name,
      detail: shownHost(tenantUrl),
      icon: 'connections',
      runBeside: () => {
        enterBeside(this.#app, id);
        return true;
      },
      run: () => {
        enterConnection(this.#app, id);
        return true;
      },
    }));
  }

  #messageItem(text: string): PaletteItem | undefined {
    const connectionId = this.#app.active.id;
    if (connectionId === undefined || !couldBeMessageId(text)) return undefined;
    return {
      id: 'message',
      group: 'Messages',
      title: `Find the message ${text}`,
      detail: 'by any of its ids',
      icon: 'messages',
      run: () => this.#findMessage(this.#app.runtimes.idOf(connectionId), text),
    };
  }

  async #searchContent(text: string): Promise<void> {
    const connectionId = this.#app.active.id;
    if (connectionId === undefined) return;
    const running = new AbortController();
    this.#running = running;
    this.isSearching = true;
    const { content } = this.#app.api;
    const { signal } = running;
    try {
      const [packages, artifacts] = await Promise.all([
        content.packages({ connectionId, text, offset: 0, limit: mostPackages }, { signal }),
        content.artifacts(
          {
            connectionId,
            filter: { chip: 'all', text },
            sort: { column: 'name', direction: 'ascending' },
            offset: 0,
            limit: mostOfAKind,
          },
          { signal },
        ),
      ]);
      if (this.#running !== running) return;
      const packageItems = packages.rows.map(({ id, name }): PaletteItem => ({
        id: `package ${id}`,
        group: 'Packages',
        title: name,
        detail: id,
        icon: 'folder',
        run: () => this.#open(packageTab(connectionId, id, name)),
      }));
      const artifactItems = artifacts.rows.map(({ kind, id, name, packageName }): PaletteItem => ({
        id: `artifact ${kind} ${id}`,
        group: 'Artifacts',
        title: name,
        detail: packageName,
        icon: kindWords[kind].icon,
        run: () => this.#open(artifactTab(connectionId, kind, id, name)),
      }));
      this.#show([...ranked(packageItems, text).slice(0, mostOfAKind), ...artifactItems]);
    } catch (caught) {
      if (this.#running === running) this.#content = [];
      if (!isCancelled(caught) && this.#running === running) this.answer = sentence(caught);
    } finally {
      if (this.#running === running) this.isSearching = false;
    }
  }

  /** What comes later moves the list, but not what Enter would run. */
  #show(content: readonly PaletteItem[]): void {
    const chosen = this.current?.id;
    this.#content = content;
    this.index = Math.max(
      0,
      this.items.findIndex(({ id }) => id === chosen),
    );
  }

  async #findMessage(connectionId: string, id: string): Promise<boolean> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.isSearching = true;
    this.answer = undefined;
    try {
      const found = await this.#app.api.messages.find({ connectionId, id }, { signal: running.signal });
      const [only, another] = found?.rows ?? [];
      if (only === undefined) {
        this.answer = 'Neither the library nor the tenant knows a message with this id.';
        return false;
      }
      return this.#open(
        another === undefined
          ? messageTab(connectionId, only.messageGuid, only.flowName)
          : foundMessagesTab(connectionId, id),
      );
    } catch (caught) {
      if (!isCancelled(caught)) this.answer = sentence(caught);
      return false;
    } finally {
      if (this.#running === running) this.isSearching = false;
    }
  }

  #open(tab: Parameters<AppState['tabs']['open']>[0]): true {
    this.#app.tabs.open(tab);
    return true;
  }
}

function sentence(caught: unknown): string {
  const { title, next } = advise(caught instanceof AppError ? caught : { code: 'internal', facts: {} });
  return `${title}. ${next}`;
}
