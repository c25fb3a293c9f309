import { AppError, type Area, type ErrorFacts } from '../../../src-shared/errors.ts';
import { areaRoles } from '../../../src-shared/permissions/area-roles.ts';
import { tenantText } from './tenant-text.ts';

export interface AnswerContext {
  readonly host: string;
  readonly area: Area;
}

/** The failure that a status means (catalogue 3.6); undefined for a success. */
export function statusFailure(
  status: number,
  body: string,
  { host, area }: AnswerContext,
): AppError | undefined {
  if (status >= 200 && status < 300) return undefined;
  const said = tenantText(body);
  const facts: ErrorFacts = { status, host, area, ...(said === undefined ? {} : { tenantText: said }) };
  const role = areaRoles[area];
  switch (status) {
    case 400:
      return new AppError('tenant.bad-request', 'The tenant did not understand the request.', facts);
    case 401:
      return new AppError('auth.unauthorized', 'The tenant did not accept the token.', facts);
    case 403:
      return new AppError('auth.forbidden', 'The tenant refuses this area.', {
        ...facts,
        ...(role === undefined ? {} : { role }),
      });
    case 404:
      return new AppError('tenant.not-found', 'The tenant does not know what was asked for.', facts);
    case 405:
    case 501:
      return new AppError('tenant.not-implemented', 'The tenant does not offer this.', facts);
    case 407:
      return new AppError('network.proxy', 'The proxy wants a login.', facts);
    case 429:
      return new AppError('tenant.rate-limited', 'The tenant asks for fewer requests.', facts);
    case 502:
    case 503:
    case 504:
      return new AppError('tenant.unavailable', 'The tenant is not available at the moment.', facts);
    default:
      return status >= 300 && status < 400
        ? new AppError('network.redirect', 'The tenant redirected the request.', facts)
        : new AppError('tenant.failed', 'The tenant failed to answer.', facts);
  }
}

/** Body text as JSON. HTML, nothing and half a document are failures of their own. */
export function parseJson(body: string, { host, area }: AnswerContext): unknown {
  const text = someData(body, { host, area });
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Its message quotes the body, which may be a payload: not kept.
    throw new AppError('tenant.invalid-json', 'The answer is not valid JSON.', { host, area });
  }
}

/** The bare number of a `/$count`. */
export function parseCount(body: string, context: AnswerContext): number {
  const text = someData(body, context).trim();
  const count = wholeNumber(text);
  if (count !== undefined) return count;
  const { host, area } = context;
  throw new AppError('tenant.unexpected-shape', 'The answer is no number.', { host, area });
}

/** Neither nothing nor a page. */
function someData(body: string, { host, area }: AnswerContext): string {
  const text = body.trimStart();
  if (text === '') throw new AppError('tenant.empty-answer', 'The answer is empty.', { host, area });
  if (text.startsWith('<'))
    throw new AppError('tenant.not-json', 'The answer is a page, not data.', { host, area });
  return text;
}

/** `{"d": …}` of OData V2. Throws `tenant.unexpected-shape`. */
export function envelope(json: unknown, { host, area }: AnswerContext): unknown {
  if (typeof json === 'object' && json !== null && 'd' in json) return json.d;
  throw new AppError('tenant.unexpected-shape', 'The answer is not OData.', { host, area });
}

export interface Collection {
  readonly results: readonly unknown[];
  readonly next: string | undefined;
  readonly count: number | undefined;
}

/** `{"results": […], "__count": "7", "__next": "…"}`; the count is a text (catalogue 2.1). */
export function collection(d: unknown, context: AnswerContext): Collection {
  const value = Array.isArray(d)
    ? { results: d }
    : (d as { results?: unknown; __next?: unknown; __count?: unknown } | null);
  if (!value || !Array.isArray(value.results)) {
    throw new AppError('tenant.unexpected-shape', 'The answer is no list.', {
      host: context.host,
      area: context.area,
    });
  }
  const { __next: next, __count: count } = value as { __next?: unknown; __count?: unknown };
  return {
    results: value.results as readonly unknown[],
    next: typeof next === 'string' && next !== '' ? next : undefined,
    count: wholeNumber(count),
  };
}

/** Int64 as the API writes it, a text; some declare it a number. */
function wholeNumber(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
