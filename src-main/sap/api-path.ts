/** Path of the API below a host, also of an Edge Integration Cell (catalogue 1.1). */
const apiPath = /^(?:\/location\/[\w-]+|\/local)?\/api\/v1(?:\/|$)/;

export interface ApiSegment {
  /** Such as `IntegrationPackages` or `$value`. */
  readonly name: string;
  /** What stands between the brackets, decoded; `undefined` where there are none. */
  readonly key: string | undefined;
}

const literal = String.raw`(?:(?:datetime|datetimeoffset|time|guid|binary|X)?'(?:[^']|'')*'|-?\d+(?:\.\d+)?[LlMmDdFf]?|true|false)`;
const keys = String.raw`(?:${literal}|[A-Za-z]\w*=${literal}(?:,[A-Za-z]\w*=${literal})*)`;
const segmentForm = new RegExp(String.raw`^(\$?[A-Za-z]\w*)(?:\((${keys})\))?$`);
/** How often somebody on the way may decode once more. */
const rounds = 4;

export function isApiPath(pathname: string): boolean {
  return apiPath.test(pathname);
}

/**
 * The segments below the root of the API, none for the root itself. Undefined where the path is outside the API, climbs,
 * or has a form of its own: a slash, a bracket or a quote that is no part of a quoted key. What holds after one decoding
 * has to hold after the next ones too, because somebody on the way may decode once more.
 */
export function apiSegments(pathname: string): readonly ApiSegment[] | undefined {
  if (!isApiPath(pathname) || climbs(pathname)) return undefined;
  const below = pathname.replace(apiPath, '');
  if (below === '') return [];
  const segments: ApiSegment[] = [];
  for (const encoded of below.split('/')) {
    const segment = readSegment(encoded);
    if (!segment) return undefined;
    segments.push(segment);
  }
  return segments;
}

function readSegment(encoded: string): ApiSegment | undefined {
  let text = decoded(encoded);
  // A malformed escape names nothing that is known.
  if (text === undefined) return undefined;
  const [, name = '', key] = segmentForm.exec(text) ?? [];
  if (name === '') return undefined;
  for (let round = 1; round < rounds; round++) {
    const next = decoded(text);
    if (next === undefined || next === text) break;
    if (!segmentForm.test(next)) return undefined;
    text = next;
  }
  return { name, key };
}

/** `..` between slashes of any kind, however often it was encoded. */
function climbs(path: string): boolean {
  let text: string | undefined = path;
  for (let round = 0; text !== undefined && round < rounds; round++) {
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
    return undefined;
  }
}
