import {
  type offeredCharsets,
  type OpenPayload,
  type PathMatches,
  type PayloadKind,
  type PayloadLook,
  type PayloadSource,
  type PayloadText,
  type TextHit,
} from '../../../src-shared/model/payloads.ts';
import { WindowedRows } from '../../components/table/windowed-rows.svelte.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { errorData, isCancelled } from '../../lib/bridge/faults.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import { kindWords, type PayloadForm } from './payload-words.ts';

/** What is opened: a payload of a message, or a part of another one. */
export interface PayloadOrigin {
  readonly connectionId: string;
  readonly source: PayloadSource;
  readonly name: string;
}

interface Question {
  readonly text: string;
  readonly isRegex: boolean;
  readonly matchCase: boolean;
}

export type Charset = (typeof offeredCharsets)[number];

/** Rows that are not wrapped are this long at most; a longer line goes on below. */
const unwrapped = 2_000;
const narrowest = 40;
/** Bytes; printing more takes seconds, so a longer one is shown as it came until somebody asks. */
const mostPrettyAtOnce = 20 * 1024 * 1024;

/** One payload on the screen. It is held by main for as long as this is listened to. */
export class PayloadPage {
  readonly opened: Loaded<OpenPayload>;
  readonly text: Loaded<PayloadText>;
  readonly matches: Loaded<PathMatches>;
  readonly found: Loaded<{ readonly hits: readonly TextHit[]; readonly isCut: boolean }>;
  readonly rows: WindowedRows<{ readonly mark: string; readonly text: string }>;
  received = $state.raw<{ readonly done: number; readonly total: number | undefined }>();
  kind = $state.raw<PayloadKind>();
  charset = $state.raw<Charset>();
  form = $state.raw<PayloadForm>('text');
  isPretty = $state(true);
  wraps = $state(true);
  hit = $state(0);
  isFinding = $state(false);
  isQuerying = $state(false);
  #fits = $state(120);
  #question: Question | undefined;
  #expression = '';
  readonly #api: Api;
  readonly #origin: PayloadOrigin;
  readonly #ticket = crypto.randomUUID();
  #id: string | undefined;

  constructor(api: Api, origin: PayloadOrigin) {
    this.#api = api;
    this.#origin = origin;
    this.opened = new Loaded(
      (signal) => this.#open(signal),
      () => this.#arrived(),
    );
    this.text = new Loaded((signal) => api.payloads.text(this.#looked(), { signal }));
    this.matches = new Loaded((signal) =>
      api.payloads.query(
        { ...this.#looked(), language: this.path ?? 'xpath', expression: this.#expression },
        { signal },
      ),
    );
    this.found = new Loaded(
      (signal) =>
        api.payloads.find(
          {
            ...this.#looked(),
            width: this.width,
            ...(this.#question ?? { text: ' ', isRegex: false, matchCase: false }),
          },
          { signal },
        ),
      () => (this.hit = 0),
    );
    this.rows = new WindowedRows(
      async (offset, limit, signal) => {
        const window = { offset, limit: Math.min(500, limit) };
        const { rows, total } = await api.payloads.rows(
          { ...this.#looked(), width: this.width, ...window },
          { signal },
        );
        const lines = rows.map(({ line, text }) => ({ mark: line === undefined ? '' : String(line), text }));
        return { rows: lines, offset, total };
      },
      ({ mark }) => mark,
    );
  }

  readonly payload = $derived.by(() => this.opened.value);
  readonly shownKind = $derived.by(() => this.kind ?? this.payload?.kind ?? 'text');
  readonly words = $derived.by(() => kindWords[this.shownKind]);
  readonly path = $derived.by(() => (this.form === 'text' ? this.words.path : undefined));
  /** The text is too long to be here whole. */
  readonly isLong = $derived.by(() => this.text.value !== undefined && this.text.value.text === undefined);
  readonly width = $derived.by(() => (this.wraps ? Math.max(narrowest, this.#fits) : unwrapped));
  readonly look = $derived.by((): PayloadLook => ({
    isPretty: this.isPretty && this.words.canBePretty,
    ...(this.kind !== undefined && { kind: this.kind }),
    ...(this.charset !== undefined && { charset: this.charset }),
  }));

  /** Opens it; answers how to close it, after which main holds nothing of it. */
  listen(): () => void {
    const stop = this.#api.payloads.progress(({ ticket, done, total }) => {
      if (ticket === this.#ticket) this.received = { done, total };
    });
    void this.opened.load();
    return () => {
      stop();
      for (const loaded of [this.opened, this.text, this.matches, this.found]) loaded.clear();
      this.rows.cancel();
      void this.#close();
    };
  }

  readonly setKind = (kind: PayloadKind): void => {
    this.kind = kind === this.payload?.kind ? undefined : kind;
    this.form = kindWords[kind].forms[0] ?? 'text';
    this.#show();
  };

  readonly setCharset = (charset: Charset): void => {
    this.charset = charset;
    this.#show();
  };

  readonly setForm = (form: PayloadForm): void => {
    this.form = form;
    this.#show();
  };

  readonly switchPretty = (): void => {
    this.isPretty = !this.isPretty;
    this.#show();
  };

  readonly switchWrap = (): void => {
    this.wraps = !this.wraps;
    this.#again();
  };

  readonly setFits = (characters: number): void => {
    if (characters === this.#fits) return;
    this.#fits = characters;
    if (this.wraps) this.#again();
  };

  readonly find = (question: Question): void => {
    this.#question = question;
    void this.found.load();
  };

  readonly stopFinding = (): void => {
    this.#question = undefined;
    this.found.clear();
  };

  readonly query = (expression: string): void => {
    this.#expression = expression;
    this.matches.clear();
    if (expression !== '') void this.matches.load();
  };

  rowOfLine(line: number): Promise<number> {
    return this.#api.payloads.rowOfLine({ ...this.#looked(), width: this.width, line });
  }

  async save(): Promise<string | undefined> {
    return (await this.#api.payloads.save({ id: this.#need() }))?.file;
  }

  #arrived(): void {
    this.form = this.words.forms[0] ?? 'text';
    this.isPretty = (this.payload?.bytes ?? 0) <= mostPrettyAtOnce;
    this.#show();
  }

  #show(): void {
    this.matches.clear();
    this.stopFinding();
    if (this.form !== 'text') return;
    this.text.clear();
    void this.text.load();
    this.rows.restart();
  }

  /** The rows are other ones now; so are the places of what was found. */
  #again(): void {
    if (this.form !== 'text' || !this.isLong) return;
    this.rows.restart();
    if (this.#question) void this.found.load();
  }

  async #open(signal: AbortSignal): Promise<OpenPayload> {
    await this.#close();
    this.received = undefined;
    const opened = await this.#api.payloads.open({ ...this.#origin, ticket: this.#ticket }, { signal });
    this.#id = opened.id;
    return opened;
  }

  async #close(): Promise<void> {
    const id = this.#id;
    this.#id = undefined;
    if (id === undefined) return;
    try {
      await this.#api.payloads.close({ id });
    } catch (fault) {
      // It is not open any more, which is what was wanted.
      if (!isCancelled(fault) && errorData(fault).code === 'internal') throw fault;
    }
  }

  #looked() {
    return { id: this.#need(), look: this.look };
  }

  #need(): string {
    return this.#id ?? this.payload?.id ?? '';
  }
}
