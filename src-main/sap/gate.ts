import { AppError } from '../../src-shared/errors.ts';
import { readableSets } from './readable-sets.ts';

export interface GateRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/** Path of the API below a host, also of an Edge Integration Cell (catalogue 1.1). */
const apiPath = /^(?:\/location\/[\w-]+|\/local)?\/api\/v1(?:\/|$)/;
const tunnels = ['x-http-method', 'x-http-method-override', 'x-method-override'];

/**
 * The one gate (design section 2). Known reads pass, everything else is refused: other methods, verbs hidden in a header,
 * `$batch`, functions (some GET functions have effects), unknown sets, paths that climb. Throws `gate.refused`.
 */
export function checkGate({ method, url, headers }: GateRequest): void {
  const refuse = (why: string): never => {
    throw new AppError('gate.refused', `Refused: ${why}. This connection is read-only.`, { host: url.host });
  };
  if (method !== 'GET' && method !== 'HEAD') refuse(`${method} is no read`);
  if (Object.keys(headers).some((name) => tunnels.includes(name.toLowerCase())))
    refuse('a verb hidden in a header');
  const path = decoded(url.pathname) ?? refuse('an address that cannot be read');
  if (!apiPath.test(path) || path.includes('/../') || path.endsWith('/..'))
    refuse('an address outside the API');
  const [, rest = ''] = path.split(/\/api\/v1\/?/, 2);
  const set = /^[^(/?]*/.exec(rest)?.[0] ?? '';
  const isRoot = set === '' || set === '$metadata';
  if (!isRoot && !readableSets.has(set)) refuse('no known read');
  if (/(?:^|\/)\$(?:batch|links)(?:\/|$|\()/.test(rest)) refuse('no known read');
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    // A malformed escape names nothing that is known.
    return undefined;
  }
}
