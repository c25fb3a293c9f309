import { AppError, type ErrorCode } from '../../src-shared/errors.ts';
import { apiSegments, isApiPath } from './api-path.ts';
import { hidesVerb, optionObjection } from './read-options.ts';
import { readableNavigations } from './readable-navigations.ts';
import { readableSets } from './readable-sets.ts';

/** A request as it is about to leave, with its final headers. */
export interface GateRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/** What became of a request: the status of its answer, or the failure in its place. */
export type Outcome = { readonly status: number } | { readonly failure: ErrorCode };

/** Leave for one attempt. */
export interface Permit {
  /** Told once. A write without an answer may have been executed. */
  settled(outcome: Outcome): Promise<void>;
}

/** Stands before every request. */
export interface Gate {
  /** Throws `gate.refused` for what must not leave; records nothing. */
  check(request: GateRequest): void;
  /** Asked before each attempt. Throws `gate.refused`, and `disk.*` where a write could not be recorded. */
  admit(request: GateRequest): Promise<Permit>;
}

export const readPermit: Permit = { settled: () => Promise.resolve() };

/** All that a read has to say; what is not named here is not sent with one. */
const readHeaders: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'authorization',
  'user-agent',
  'x-csrf-token',
]);

/** Lets known reads pass and nothing else, also while a connection is write-enabled. */
export const closedGate: Gate = {
  check: readOnlyGate,
  admit: async (request) => {
    readOnlyGate(request);
    return Promise.resolve(readPermit);
  },
};

/**
 * Known reads pass, everything else is refused: other methods, verbs hidden in a header or an option, `$batch` and
 * `$links`, functions (some GET functions have effects), unknown sets and options, private keys, paths that climb.
 */
export function readOnlyGate(request: GateRequest): void {
  const why = readObjection(request);
  if (why === undefined) return;
  // Reads pass no other gate when it is open: to write-enable would change nothing.
  if (isRead(request)) throw refusal(request, `Refused: ${why}.`, why);
  throw refusal(request, `Refused: ${why}. This connection is read-only.`);
}

/** `reason` where write-enabling would not help: what is wrong with the request itself. */
export function refusal({ url }: GateRequest, message: string, reason?: string): AppError {
  return new AppError('gate.refused', message, { host: url.host, ...(reason !== undefined && { reason }) });
}

/** Why this is no known read; `undefined` where it is one. Names nothing of a customer. */
export function readObjection({ method, url, headers }: GateRequest): string | undefined {
  if (!isRead({ method })) return `${method} is no read`;
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  if (names.some(hidesVerb)) return 'a hidden verb';
  if (names.some((name) => !readHeaders.has(name))) return 'a header that no read has';
  return addressObjection(url) ?? optionObjection(url.search) ?? pathObjection(url.pathname);
}

function isRead({ method }: Pick<GateRequest, 'method'>): boolean {
  return method === 'GET' || method === 'HEAD';
}

export function addressObjection(url: URL): string | undefined {
  if (url.username !== '' || url.password !== '') return 'an address with a login';
  return isApiPath(url.pathname) ? undefined : 'an address outside the API';
}

function pathObjection(pathname: string): string | undefined {
  const segments = apiSegments(pathname);
  if (!segments) return 'an address outside the API';
  const [first] = segments;
  if (!first || (first.name === '$metadata' && segments.length === 1 && first.key === undefined))
    return undefined;
  const isKnown = segments.every(({ name, key }, index) => {
    if (index === 0) return readableSets.has(name);
    if (name === '$value' || name === '$count') return key === undefined;
    return readableSets.has(name) || readableNavigations.has(name);
  });
  return isKnown ? undefined : 'no known read';
}
