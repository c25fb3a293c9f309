/**
 * Which requests a rule is for. A text that begins with `/` is compared with the start of the whole path (`/oauth/token`),
 * any other with the start of the path below the service root (`MessageProcessingLogs`), decoded; a pattern sees path and
 * query, decoded.
 */
export type PathPattern = string | RegExp;

export interface RuleOptions {
  /** Requests that fare so, then all is well again; all of them where not given. */
  readonly times?: number;
  /** Requests that go well before the first fault. */
  readonly after?: number;
  /** Of those the first and then each so many-th one; every one where not given. */
  readonly every?: number;
}

/** Counts the requests that a rule has met. */
export class Rule<Effect> {
  readonly effect: Effect;
  readonly #path: PathPattern;
  readonly #options: RuleOptions;
  #met = 0;

  constructor(path: PathPattern, effect: Effect, options: RuleOptions) {
    this.effect = effect;
    this.#path = path;
    this.#options = options;
  }

  /** True where this request is to fare so; asking counts. */
  applies(url: URL, root: string): boolean {
    if (!matches(this.#path, url, root)) return false;
    const before = this.#met++;
    const { after = 0, times = Number.POSITIVE_INFINITY, every = 1 } = this.#options;
    const since = before - after;
    return since >= 0 && since % every === 0 && since / every < times;
  }
}

function matches(path: PathPattern, url: URL, root: string): boolean {
  if (path instanceof RegExp) return path.test(decoded(url.pathname + url.search));
  return decoded(url.pathname).startsWith(path.startsWith('/') ? path : `${root}/${path}`);
}

/** A test may send what cannot be decoded; the server answers that, not we. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
