import { isObject } from '../reader/answer.ts';
import type { Answered, Mutation } from './mutating-proxy.ts';

/** Building blocks of faults: each changes one thing in what passes the proxy. */

type Mutable = Record<string, unknown>;

function mutable(value: unknown): Mutable | undefined {
  return isObject(value) ? value : undefined;
}

/** Changes a JSON body in place. Anything else passes, so that a fault hits only what it means. */
function changed(answered: Answered, change: (body: Mutable) => void): Partial<Answered> {
  if (!(answered.headers['content-type'] ?? '').startsWith('application/json')) return {};
  const body = mutable(JSON.parse(answered.body.toString('utf8')));
  if (body === undefined) return {};
  change(body);
  return { body: Buffer.from(JSON.stringify(body)) };
}

/** A fault in `d`, the envelope of a collection or an entity. */
export function envelope(change: (d: Mutable) => void): Mutation {
  return {
    answers: (_, answered) =>
      changed(answered, (body) => {
        const d = mutable(body['d']);
        if (d !== undefined) change(d);
      }),
  };
}

/** A fault in an error body. */
export function errorBody(change: (error: Mutable) => void): Mutation {
  return {
    answers: (_, answered) =>
      changed(answered, (body) => {
        const error = mutable(body['error']);
        if (error !== undefined) change(error);
      }),
  };
}

/** A fault in every entity of a type, in a list or alone. */
export function entities(type: string, change: (entity: Mutable) => void): Mutation {
  return envelope((d) => {
    const rows: readonly unknown[] = Array.isArray(d['results']) ? d['results'] : [d];
    for (const row of rows) {
      const entity = mutable(row);
      const metadata = mutable(entity?.['__metadata']);
      if (entity !== undefined && metadata?.['type'] === `com.sap.hci.api.${type}`) change(entity);
    }
  });
}

export function withoutProperty(type: string, name: string): Mutation {
  return entities(type, (entity) => Reflect.deleteProperty(entity, name));
}

export function withValue(type: string, name: string, value: (before: unknown) => unknown): Mutation {
  return entities(type, (entity) => {
    if (name in entity) entity[name] = value(entity[name]);
  });
}

/** A fault in the text of a body whose path fits. */
export function text(path: RegExp, change: (body: string) => string): Mutation {
  return {
    answers: (asked, answered) =>
      path.test(asked.path) ? { body: Buffer.from(change(answered.body.toString('utf8'))) } : {},
  };
}

/** Another status where one was answered. */
export function status(from: number, to: number, body?: string): Mutation {
  return {
    answers: (_, answered) => {
      if (answered.status !== from) return {};
      return { status: to, ...(body === undefined ? {} : { body: Buffer.from(body) }) };
    },
  };
}

/** A query option or part of a path that the server seems not to notice. */
export function ignored(part: RegExp, instead = ''): Mutation {
  return { asks: (path) => path.replace(part, instead) };
}
