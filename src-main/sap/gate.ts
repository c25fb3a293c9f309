import { AppError } from '../../src-shared/errors.ts';
import { readableNavigations } from './readable-navigations.ts';
import { readableSets } from './readable-sets.ts';

export interface GateRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/** Lets a request pass or throws `gate.refused`. A write-enabled connection will get another one. */
export type Gate = (request: GateRequest) => void;

/** Path of the API below a host, also of an Edge Integration Cell (catalogue 1.1). */
const apiPath = /^(?:\/location\/[\w-]+|\/local)?\/api\/v1(?:\/|$)/;
const tunnels = /^(?:x-http-method(?:-override)?|x-method(?:-override)?|_method)$/i;
/** A name, with a key or without. */
const named = /^([A-Za-z]\w*)(?:\([\s\S]*\))?$/;

/**
 * The one gate (design section 2), closed: known reads pass, everything else is refused: other methods, verbs hidden in a
 * header or an option, `$batch` and `$links`, functions (some GET functions have effects), unknown sets, paths that climb.
 */
export const readOnlyGate: Gate = ({ method, url, headers }) => {
  const why = objection(method, url, headers);
  if (why !== undefined)
    throw new AppError('gate.refused', `Refused: ${why}. This connection is read-only.`, { host: url.host });
};

function objection(method: string, url: URL, headers: GateRequest['headers']): string | undefined {
  if (method !== 'GET' && method !== 'HEAD') return `${method} is no read`;
  const names = [...Object.keys(headers), ...url.searchParams.keys()];
  if (names.some((name) => tunnels.test(name))) return 'a hidden verb';
  if (url.username !== '' || url.password !== '') return 'an address with a login';
  if (!apiPath.test(url.pathname) || climbs(url.pathname)) return 'an address outside the API';
  return isKnownRead(url.pathname.replace(apiPath, '')) ? undefined : 'no known read';
}

/** Below the root, still encoded: a slash inside a key is %2F there and ends nothing. */
function isKnownRead(path: string): boolean {
  if (path === '' || path === '$metadata') return true;
  return path.split('/').every((encoded, index) => {
    const segment = decoded(encoded) ?? '';
    const name = named.exec(segment)?.[1] ?? '';
    if (index === 0) return readableSets.has(name);
    if (segment === '$value' || segment === '$count') return true;
    return readableSets.has(name) || readableNavigations.has(name);
  });
}

/** `..` between slashes of any kind, however often it was encoded: somebody on the way may decode once more. */
function climbs(path: string): boolean {
  let text: string | undefined = path;
  for (let round = 0; text !== undefined && round < 4; round++) {
    if (/(?:^|[\\/])\.\.(?:[\\/]|$)/.test(text)) return true;
    const next: string | undefined = decoded(text);
    if (next === text) return false;
    text = next;
  }
  return false;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A malformed escape names nothing that is known.
    return undefined;
  }
}
