import { AppError } from '../../../src-shared/errors.ts';
import type { OpenPayload, PayloadSource } from '../../../src-shared/model/payloads.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import { kindWords } from './payload-words.ts';

/** A payload that another one can be compared with. */
export interface OtherPayload {
  /** Absent: of the same connection. */
  readonly connectionId?: string;
  readonly source: PayloadSource;
  readonly name: string;
}

interface ComparedText {
  readonly name: string;
  /** `undefined`: too long, or no text. */
  readonly text: string | undefined;
}

/** The payload on the screen beside another one, printed as that is. */
export class Comparing {
  other = $state.raw<{ readonly name: string }>();
  readonly text: Loaded<ComparedText>;
  readonly #api: Api;
  readonly #connectionId: string;
  readonly #isPretty: () => boolean;
  #wanted: OtherPayload | undefined;

  constructor(api: Api, connectionId: string, isPretty: () => boolean) {
    this.#api = api;
    this.#connectionId = connectionId;
    this.#isPretty = isPretty;
    this.text = new Loaded((signal) => this.#read(signal));
  }

  /** `undefined`: a file of this computer. */
  readonly start = (wanted: OtherPayload | undefined): void => {
    this.#wanted = wanted;
    this.other = { name: wanted?.name ?? 'a file' };
    this.text.clear();
    void this.text.load().then(() => {
      if (this.text.value) this.other = { name: this.text.value.name };
      else if (!this.text.error) this.stop();
    });
  };

  /** The payload on the screen is printed in another way now. */
  readonly again = (): void => {
    if (this.other && this.#wanted) void this.text.load();
  };

  readonly stop = (): void => {
    this.#wanted = undefined;
    this.other = undefined;
    this.text.clear();
  };

  /** Its text is all that is needed: it is closed at once. */
  async #read(signal: AbortSignal): Promise<ComparedText> {
    const opened = await this.#open(signal);
    if (!opened) throw new AppError('request.cancelled', 'The person chose no file.');
    const { id, name, kind } = opened;
    try {
      if (!kindWords[kind].forms.includes('text') || kind === 'binary') return { name, text: undefined };
      const look = { isPretty: this.#isPretty() };
      const { text } = await this.#api.payloads.text({ id, look }, { signal });
      return { name, text };
    } finally {
      await this.#api.payloads.close({ id });
    }
  }

  #open(signal: AbortSignal): Promise<OpenPayload | undefined> {
    const { payloads } = this.#api;
    if (!this.#wanted) return payloads.openFile(undefined, { signal });
    const { source, name, connectionId = this.#connectionId } = this.#wanted;
    return payloads.open({ connectionId, source, name, ticket: crypto.randomUUID() }, { signal });
  }
}
