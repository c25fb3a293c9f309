/** One HTTP answer, read as text first: a gateway may answer HTML where JSON is expected (catalogue 3.6). */
export interface Answer {
  readonly request: string;
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  readonly text: string;
  /** The parsed body, `undefined` where it is not JSON. */
  readonly json: unknown;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectIn(value: unknown, name: string): JsonObject | undefined {
  const found = isObject(value) ? value[name] : undefined;
  return isObject(found) ? found : undefined;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}

/** `d.results` of a collection; `undefined` where the body is no collection. */
export function rowsOf(answer: Answer): readonly JsonObject[] | undefined {
  const results = objectIn(answer.json, 'd')?.['results'];
  return Array.isArray(results) ? results.filter(isObject) : undefined;
}

/** `d` of a single entity; `undefined` where the body is a collection or no entity. */
export function entityOf(answer: Answer): JsonObject | undefined {
  const entity = objectIn(answer.json, 'd');
  return entity === undefined || Array.isArray(entity['results']) ? undefined : entity;
}

/** `d.__next`: the address of the next page (catalogue 3.1). */
export function nextOf(answer: Answer): string | undefined {
  const next = objectIn(answer.json, 'd')?.['__next'];
  return typeof next === 'string' ? next : undefined;
}

export function countOf(answer: Answer): unknown {
  return objectIn(answer.json, 'd')?.['__count'];
}

export async function readAnswer(request: string, response: Response): Promise<Answer> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  return { request, status: response.status, headers: response.headers, bytes, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not JSON is an answer too; the checks say whether it was expected.
  }
}
