import type { Answer, JsonObject } from './answer.ts';
import { entityOf, nextOf, readAnswer, rowsOf } from './answer.ts';
import type { Paces } from './pace.ts';
import { areaOf, pacesOf } from './pace.ts';
import type { OAuthKey } from './token.ts';
import { fetchToken } from './token.ts';

export interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Sends at once, without regard to the documented rates. */
  readonly unpaced?: boolean;
}

/**
 * Reads a tenant over HTTP for one client. Paths are relative to `/api/v1/` and already encoded.
 * It never leaves its root: of an absolute `__next` only the part after `/api/v1/` is followed.
 */
export class Reader {
  readonly root: string;
  readonly name: string;
  /** Told of every answer; set by who wants to look over the reader's shoulder. */
  onAnswer: ((answer: Answer) => void) | undefined;
  readonly #key: OAuthKey;
  readonly #paces: Paces;
  #token: Promise<string> | undefined;

  constructor(name: string, key: OAuthKey) {
    this.name = name;
    this.#key = key;
    this.#paces = pacesOf(key.clientid);
    this.root = `${key.url.replace(/\/$/, '')}/api/v1/`;
  }

  get key(): OAuthKey {
    return this.#key;
  }

  token(): Promise<string> {
    this.#token ??= fetchToken(this.#key);
    return this.#token;
  }

  /** A request with bearer token and `Accept: application/json`, unless `headers` say otherwise. */
  async send(path: string, sending: Sending = {}): Promise<Answer> {
    const token = await this.token();
    if (sending.unpaced !== true) await this.#paces[areaOf(path)].turn();
    const method = sending.method ?? 'GET';
    const response = await fetch(this.root + path, {
      method,
      redirect: 'error',
      headers: { Accept: 'application/json', Authorization: `Bearer ${token}`, ...sending.headers },
      ...(sending.body === undefined ? {} : { body: sending.body }),
    });
    const answer = await readAnswer(`${method} ${path}`, response);
    this.onAnswer?.(answer);
    return answer;
  }

  get(path: string): Promise<Answer> {
    return this.send(path);
  }

  /** The rows of one page; anything but a collection is an error of the test's own preparation. */
  async rows(path: string): Promise<readonly JsonObject[]> {
    const answer = await this.get(path);
    const rows = rowsOf(answer);
    if (rows === undefined || answer.status !== 200) {
      throw new Error(`${answer.request}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
    return rows;
  }

  async entity(path: string): Promise<JsonObject> {
    const answer = await this.get(path);
    const entity = entityOf(answer);
    if (entity === undefined || answer.status !== 200) {
      throw new Error(`${answer.request}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
    return entity;
  }

  /** All pages by `__next`, at most `limit` of them. */
  async pages(path: string, limit = 20): Promise<readonly Answer[]> {
    const pages: Answer[] = [];
    let next: string | undefined = path;
    while (next !== undefined && pages.length < limit) {
      const answer = await this.get(next);
      pages.push(answer);
      next = relativeNext(answer);
    }
    return pages;
  }

  async allRows(path: string, limit = 20): Promise<readonly JsonObject[]> {
    return (await this.pages(path, limit)).flatMap((page) => rowsOf(page) ?? []);
  }
}

/** The part of `__next` behind the service root; `undefined` on the last page. */
export function relativeNext(answer: Answer): string | undefined {
  return nextOf(answer)?.split('/api/v1/').slice(1).join('/api/v1/');
}
