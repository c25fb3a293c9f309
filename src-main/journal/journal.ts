import type { Closing, OpenGate } from '../../src-shared/model/gate.ts';
import type { Imported, JournalCheck, JournalProblem, JournalRow } from '../../src-shared/model/journal.ts';
import type { Outcome } from '../sap/gate.ts';
import type { WriteWords } from '../sap/write-request.ts';
import type { Event, JournaledConnection } from './entry.ts';
import { type EndsByFile, endsText, readEnds } from './journal-ends.ts';
import { JournalFolder } from './journal-folder.ts';
import { checkLines, readLines } from './journal-lines.ts';
import { rowsOf } from './journal-rows.ts';
import { noSeal, seal } from './seal.ts';

export type { JournaledConnection } from './entry.ts';

export interface JournalOptions {
  readonly folder: string;
  /** Undefined where this computer keeps none. */
  readonly key: () => Promise<Uint8Array | undefined>;
  readonly user: string;
  readonly now: () => number;
  /** Told after each line. */
  readonly changed: () => void;
}

interface End {
  readonly n: number;
  readonly mac: string;
  /** A gate was opened and not closed: by the app's end, because a running one says so itself. */
  readonly isOpen: boolean;
  readonly isTorn: boolean;
}

/**
 * The record of what this computer wrote to tenants (docs/journal.md). Lines are only ever added; each is sealed together
 * with the one before it, and the ends of all files stand in a sealed file of their own. Stays when a connection goes.
 */
export class Journal {
  readonly #options: JournalOptions;
  readonly #folder: JournalFolder;
  readonly #ends = new Map<string, End>();
  /** Files written to since the start: an opening in another one is of an app that ended. */
  readonly #met = new Set<string>();
  #all: EndsByFile | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: JournalOptions) {
    this.#options = options;
    this.#folder = new JournalFolder(options.folder);
  }

  async opened(connection: JournaledConnection, { reason, until }: OpenGate): Promise<void> {
    await this.#append(connection, { event: 'opened', reason, until: new Date(until).toISOString() });
  }

  async closed(connection: JournaledConnection, why: Closing): Promise<void> {
    await this.#append(connection, { event: 'closed', why });
  }

  /** Before the file is written. */
  async exported(connection: JournaledConnection, secrets: boolean): Promise<void> {
    await this.#append(connection, { event: 'exported', secrets });
  }

  async imported(connection: JournaledConnection, how: Imported, secrets: boolean): Promise<void> {
    await this.#append(connection, { event: 'imported', how, secrets });
  }

  /** Before a write leaves. Answers the number of its line. */
  intended(connection: JournaledConnection, { method, target, key }: WriteWords): Promise<number> {
    return this.#append(connection, { event: 'write', method, target, key });
  }

  /** What became of the write in line `of`. */
  async settled(connection: JournaledConnection, of: number, outcome: Outcome): Promise<void> {
    await this.#append(
      connection,
      'status' in outcome
        ? { event: 'result', of, status: outcome.status }
        : { event: 'failure', of, code: outcome.failure },
    );
  }

  /** All that happened, oldest first within a connection; after what is being written. */
  rows(): Promise<readonly JournalRow[]> {
    return this.#inTurn(async () => {
      const rows: JournalRow[] = [];
      for (const name of await this.#folder.names()) {
        const { lines } = readLines(await this.#folder.read(name));
        rows.push(...rowsOf(lines.map(({ entry }) => entry)));
      }
      return rows;
    });
  }

  /** In turn with writing, so that a line that is being written is none that is missing. */
  check(): Promise<JournalCheck> {
    return this.#inTurn(async () => {
      const key = await this.#options.key();
      const { ends, state } = readEnds(await this.#folder.readEnds(), key);
      const names = await this.#folder.names();
      const problems: JournalProblem[] = [];
      const about = { connectionName: '', line: undefined, count: 1 };
      if (state === 'changed') problems.push({ kind: 'ends-changed', ...about });
      if (state === 'none' && names.length > 0) problems.push({ kind: 'ends-missing', ...about });
      let count = 0;
      for (const name of new Set([...names, ...Object.keys(ends)])) {
        const read = readLines(await this.#folder.read(name));
        const last = read.lines.at(-1);
        count += read.lines.length;
        const connectionName = last?.entry.connection.name ?? ends[name]?.name ?? name;
        for (const problem of checkLines(read, key)) problems.push({ connectionName, ...problem });
        const end = ends[name];
        const there = last?.entry.n ?? 0;
        if (end && there < end.n)
          problems.push({ kind: 'cut', connectionName, line: undefined, count: end.n - there });
        const noted = end && read.lines.find(({ entry }) => entry.n === end.n);
        if (noted && noted.sealed.mac !== end.mac)
          problems.push({ kind: 'changed', connectionName, line: noted.line, count: 1 });
      }
      return { lines: count, isKeyed: key !== undefined, problems: withoutDoubles(problems) };
    });
  }

  /** For the end of a project: the only way a record goes. */
  remove(connectionId: string): Promise<void> {
    return this.#inTurn(async () => {
      const name = this.#folder.nameOf(connectionId);
      const key = await this.#options.key();
      await this.#folder.remove(name);
      this.#ends.delete(name);
      const { ends } = readEnds(await this.#folder.readEnds(), key);
      const { [name]: removed, ...rest } = this.#all ?? ends;
      this.#all = rest;
      if (removed) await this.#folder.writeEnds(endsText(rest, key));
      this.#options.changed();
    });
  }

  #append(connection: JournaledConnection, event: Event): Promise<number> {
    return this.#inTurn(async () => {
      const name = this.#folder.nameOf(connection.id);
      const key = await this.#options.key();
      const known = this.#ends.get(name);
      if (known) return this.#write(connection, name, [event], known, key);
      const events: Event[] = [];
      if (!this.#all) {
        const { ends, state } = readEnds(await this.#folder.readEnds(), key);
        this.#all = ends;
        // Writing the list anew hides what is wrong with it; the lines keep it.
        if (state === 'changed') events.push({ event: 'noted', about: 'ends-changed' });
        if (state === 'none' && (await this.#folder.names()).length > 0)
          events.push({ event: 'noted', about: 'ends-missing' });
      }
      const end = await this.#end(name, this.#all);
      // The app ended while this connection was write-enabled.
      if (end.isOpen && !this.#met.has(name)) events.push({ event: 'closed', why: 'app-ended' });
      return this.#write(connection, name, [...events, event], end, key);
    });
  }

  /** Whatever of it fails, the next line is written after what is really there. */
  async #write(
    connection: JournaledConnection,
    name: string,
    events: readonly Event[],
    { n: first, mac: before, isTorn }: End,
    key: Uint8Array | undefined,
  ): Promise<number> {
    const { now, user, changed } = this.#options;
    let mac = before;
    let n = first;
    let text = isTorn ? '\n' : '';
    for (const event of events) {
      n += 1;
      const entry = { n, at: new Date(now()).toISOString(), connection, user, ...event };
      const line = seal(entry, mac, key);
      text += `${line.text}\n`;
      ({ mac } = line);
    }
    this.#ends.delete(name);
    await this.#folder.append(name, text);
    const all = { ...(this.#all ?? {}), [name]: { n, mac, name: connection.name } };
    await this.#folder.writeEnds(endsText(all, key));
    this.#all = all;
    this.#met.add(name);
    this.#ends.set(name, { n, mac, isOpen: false, isTorn: false });
    changed();
    return n;
  }

  async #end(name: string, ends: EndsByFile): Promise<End> {
    const { lines, isTorn } = readLines(await this.#folder.read(name));
    const last = lines.at(-1);
    const noted = ends[name];
    const gate = lines.findLast(({ entry }) => entry.event === 'opened' || entry.event === 'closed');
    const isOpen = gate?.entry.event === 'opened';
    // Lines that are gone leave a gap in the numbers, for good.
    if (noted && noted.n > (last?.entry.n ?? 0)) return { n: noted.n, mac: noted.mac, isOpen, isTorn };
    return { n: last?.entry.n ?? 0, mac: last?.sealed.mac ?? noSeal, isOpen, isTorn };
  }

  /** One after the other: each line needs the one before it. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

/** A line whose seal does not hold is often also the last one. */
function withoutDoubles(problems: readonly JournalProblem[]): readonly JournalProblem[] {
  const keys = problems.map(({ kind, connectionName, line }) => `${kind} ${connectionName} ${line ?? ''}`);
  return problems.filter((_problem, index) => keys.indexOf(keys[index] ?? '') === index);
}
