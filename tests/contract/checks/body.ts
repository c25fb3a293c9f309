import { NAMESPACE } from '../facts/fact-list.ts';
import type { Answer } from '../reader/answer.ts';
import { entityOf, isObject, objectIn, rowsOf } from '../reader/answer.ts';
import type { EntityOptions } from './entity.ts';
import { checkEntity, checkUri } from './entity.ts';
import type { Finding } from './finding.ts';
import { expecting, finding } from './finding.ts';

export interface CollectionOptions extends EntityOptions {
  /** `$inlinecount=allpages` was asked for. */
  readonly counted?: boolean;
  /** At least so many rows must be there, so that the check means something. */
  readonly atLeast?: number;
}

const PAGE = 1000;

export function checkStatus(answer: Answer, ...allowed: readonly number[]): readonly Finding[] {
  return expecting(
    allowed.includes(answer.status),
    answer.request,
    allowed.join(' or '),
    `${answer.status} ${answer.text}`,
  );
}

export function checkContentType(answer: Answer, expected: RegExp): readonly Finding[] {
  const found = answer.headers.get('content-type') ?? 'none';
  return expecting(expected.test(found), `${answer.request} Content-Type`, String(expected), found);
}

/** `{"d":{"results":[…]}}` with every row right; `__count` a string and only when asked for; `__next` when more follows. */
export function checkCollection(
  type: string,
  answer: Answer,
  options: CollectionOptions = {},
): readonly Finding[] {
  const at = answer.request;
  const wrong = [...checkStatus(answer, 200), ...checkContentType(answer, /^application\/json/)];
  if (wrong.length > 0) return wrong;
  const body = objectIn(answer.json, 'd');
  const rows = rowsOf(answer);
  if (body === undefined || rows === undefined) return [finding(at, '{"d":{"results":[…]}}', answer.text)];
  const unknownNames = Object.keys(body).filter((name) => !['results', '__count', '__next'].includes(name));
  return [
    ...unknownNames.map((name) => finding(`${at} d/${name}`, 'results, __count, __next only', body[name])),
    ...checkCount(body['__count'], options.counted === true, at),
    ...checkPage(body['__next'], rows.length, at),
    ...expecting(
      rows.length >= (options.atLeast ?? 0),
      at,
      `at least ${options.atLeast ?? 0} rows`,
      `${rows.length}`,
    ),
    ...rows.flatMap((row, index) => checkEntity(type, row, `${at} [${index}]`, options)),
  ];
}

function checkCount(count: unknown, asked: boolean, at: string): readonly Finding[] {
  if (!asked) return expecting(count === undefined, `${at} __count`, 'no __count unless asked for', count);
  return expecting(
    typeof count === 'string' && /^\d+$/.test(count),
    `${at} __count`,
    'digits as a string',
    count,
  );
}

function checkPage(next: unknown, rows: number, at: string): readonly Finding[] {
  const here = `${at} __next`;
  const size = expecting(rows <= PAGE, at, `at most ${PAGE} rows in one answer`, `${rows} rows`);
  if (next === undefined) return size;
  if (typeof next !== 'string') return [...size, finding(here, 'an absolute URI', next)];
  return [
    ...size,
    ...checkUri(next, here),
    ...expecting(/[?&](?:\$|%24)skiptoken=/.test(next), here, 'a $skiptoken', next),
  ];
}

/** `{"d":{…}}`. */
export function checkSingle(type: string, answer: Answer, options: EntityOptions = {}): readonly Finding[] {
  const wrong = [...checkStatus(answer, 200), ...checkContentType(answer, /^application\/json/)];
  if (wrong.length > 0) return wrong;
  const entity = entityOf(answer);
  return entity === undefined
    ? [finding(answer.request, '{"d":{…}}', answer.text)]
    : checkEntity(type, entity, answer.request, options);
}

/** An OData error in JSON: the reason phrase as code, the text below `message.value` (catalogue 3.6). */
export function checkError(answer: Answer, ...allowed: readonly number[]): readonly Finding[] {
  const wrong = checkStatus(answer, ...allowed);
  if (wrong.length > 0) return wrong;
  const error = objectIn(answer.json, 'error');
  const message = objectIn(error, 'message');
  const code = error?.['code'];
  return [
    ...expecting(
      typeof code === 'string' && !/^\d+$/.test(code),
      `${answer.request} error/code`,
      'a reason phrase',
      answer.text,
    ),
    ...expecting(
      message !== undefined && 'value' in message && typeof message['lang'] === 'string',
      `${answer.request} error/message`,
      '{"lang","value"}',
      answer.text,
    ),
  ];
}

/** 403 comes with an empty body or as an OData error, whose text may be null (catalogue 3.6). */
export function checkForbidden(answer: Answer): readonly Finding[] {
  return answer.status === 403 && answer.text === '' ? [] : checkError(answer, 403);
}

/** The gateway answers HTML or text, never the JSON of the service behind it (catalogue 3.6). */
export function checkGateway(answer: Answer, ...allowed: readonly number[]): readonly Finding[] {
  return [
    ...checkStatus(answer, ...allowed),
    ...checkContentType(answer, /^text\/(?:html|plain)/),
    ...expecting(answer.json === undefined, answer.request, 'HTML or text', answer.text),
  ];
}

/** The service document in JSON: `{"d":{"EntitySets":[…]}}` (catalogue 2.2). */
export function entitySetsOf(answer: Answer): readonly string[] | undefined {
  const sets = objectIn(answer.json, 'd')?.['EntitySets'];
  return Array.isArray(sets) ? sets.filter((set) => typeof set === 'string') : undefined;
}

export function typeNameOf(entity: unknown): string | undefined {
  const metadata = isObject(entity) ? objectIn(entity, '__metadata') : undefined;
  const type = metadata?.['type'];
  return typeof type === 'string' ? type.replace(`${NAMESPACE}.`, '') : undefined;
}
