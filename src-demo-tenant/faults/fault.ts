import type { FastifyReply } from 'fastify';

import { type Answer, html, json, text } from '../service/answer.ts';
import type { GatewayRequest } from '../service/gateway.ts';
import { withoutEnd, withRepeated } from './strange-pages.ts';
import { withJson } from './with-json.ts';

/** What a server, a gateway or a network may do instead of answering well. */
export type Fault =
  /** `body` is `json` where not given; 401 comes from the gateway as HTML. */
  | {
      readonly kind: 'status';
      readonly status: number;
      /** Seconds, or a date */
      readonly retryAfter?: string;
      readonly body?: 'json' | 'html' | 'empty';
    }
  /** A page of a proxy or a log-on form with status 200. */
  | { readonly kind: 'html' }
  /** No body; 200 where no status is given. */
  | { readonly kind: 'empty'; readonly status?: number }
  | { readonly kind: 'invalid-json' }
  /** The connection ends in the middle of the body. */
  | { readonly kind: 'cut' }
  /** The connection ends without an answer. */
  | { readonly kind: 'hang-up' }
  /** The request is taken and never answered. */
  | { readonly kind: 'silence' }
  /** 302 to the same path on another origin. */
  | { readonly kind: 'redirect'; readonly origin: string }
  /** The list goes on at another origin. */
  | { readonly kind: 'foreign-next'; readonly origin: string }
  /** Each page of a list begins with the last `count` entities of the one before, as if others had pushed them on. */
  | { readonly kind: 'duplicates'; readonly count: number }
  /** The list always goes on, and where nothing follows the same page comes again. */
  | { readonly kind: 'endless' }
  /** The right answer, later. */
  | { readonly kind: 'slow'; readonly ms: number };

/** The answer with the fault; undefined where it has taken over the reply. */
export async function committed(
  fault: Fault,
  request: GatewayRequest,
  answer: () => Answer,
  reply: FastifyReply,
): Promise<Answer | undefined> {
  switch (fault.kind) {
    case 'status':
      return failing(fault);
    case 'html':
      return html(200, 'Sign in');
    case 'empty':
      return text('', 'application/json;charset=utf-8', fault.status ?? 200);
    case 'invalid-json':
      return text('{"d":{"results":[{"Id":"A",]}', 'application/json;charset=utf-8');
    case 'cut':
      cut(answer(), reply);
      return undefined;
    case 'hang-up':
      reply.hijack();
      reply.raw.socket?.destroy();
      return undefined;
    case 'silence':
      reply.hijack();
      return undefined;
    case 'redirect': {
      const location = `${fault.origin}${request.url.pathname}${request.url.search}`;
      return { status: 302, headers: { location }, body: '' };
    }
    case 'foreign-next':
      return withNext(answer(), `${fault.origin}${request.url.pathname}?$skiptoken=1000`);
    case 'duplicates':
      return withRepeated(answer(), request.url, fault);
    case 'endless':
      return withoutEnd(answer(), request.url, fault);
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return answer();
  }
}

function failing({ status, retryAfter, body }: Extract<Fault, { kind: 'status' }>): Answer {
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  const form = body ?? (status === 401 ? 'html' : 'json');
  const plain =
    form === 'html'
      ? html(status, 'Fault')
      : form === 'empty'
        ? text('', 'text/plain', status)
        : json({ error: { code: 'Fault', message: { lang: 'en', value: null } } }, status);
  return { ...plain, headers: { ...plain.headers, ...headers } };
}

/** Announces the whole body, sends half of it. */
function cut(answer: Answer, reply: FastifyReply): void {
  const body = Buffer.from(answer.body);
  reply.hijack();
  reply.raw.writeHead(answer.status, { ...answer.headers, 'content-length': body.length });
  reply.raw.write(body.subarray(0, Math.ceil(body.length / 2)), () => reply.raw.socket?.destroy());
}

function withNext(answer: Answer, next: string): Answer {
  return withJson(answer, (body) => {
    const { d } = body as { readonly d?: object };
    return { ...(body as object), d: { ...d, __next: next } };
  });
}
