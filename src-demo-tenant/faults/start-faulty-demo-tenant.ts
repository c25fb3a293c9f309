import type { ScopeSpelling } from '../access/scope-spellings.ts';
import type { Lateness } from '../messages/message-book.ts';
import { html } from '../service/answer.ts';
import { apiRoot } from '../service/gateway.ts';
import type { Around } from '../service/listen.ts';
import { type DemoTenant, type DemoTenantOptions, startTenant } from '../service/tenant.ts';
import { committed, type Fault } from './fault.ts';
import { type PathPattern, Rule, type RuleOptions } from './rules.ts';
import { withJson } from './with-json.ts';

export interface LoggedRequest {
  readonly method: string;
  /** Path and query as sent, still encoded. */
  readonly path: string;
  /** ms since 1970, real time */
  readonly time: number;
  /** Name of the client by its credentials or token; undefined without valid ones. */
  readonly client: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export type JsonChange = (path: string, body: unknown) => unknown;
/** Takes a fault away again. */
export type Repair = () => void;

export interface FaultyDemoTenant extends DemoTenant {
  /** Every request, oldest first, those with faults too. */
  readonly log: readonly LoggedRequest[];
  clearLog(): void;
  /** From now on requests for this path fare so; of several faults the latest that applies wins. */
  fault(path: PathPattern, fault: Fault, options?: RuleOptions): Repair;
  /** Changes JSON answers for this path, as a server with a mistake would. */
  mutateJson(path: PathPattern, change: JsonChange, options?: RuleOptions): Repair;
  /** New tokens live so many seconds and say so. */
  tokenLifetime(seconds: number): void;
  /** Each token is refused after so many requests, although it says that it lives on. */
  tokenRequests(count: number): void;
  /** New tokens name what the client may do in this way. */
  scopeSpelling(spelling: ScopeSpelling): void;
  /** No token issued so far is accepted any more. */
  revokeTokens(): void;
  /** The tenant's clock goes before everybody else's by so many ms, or behind. */
  shiftClock(ms: number): void;
  /** With each request the tenant's clock jumps on by so many ms: messages arrive and change while a list is read. */
  hurry(ms: number): void;
  /** Some messages are seen later than they would be. */
  lateness(lateness: Lateness): void;
  /** All is well again; the log stays, and so does the clock. */
  repair(): void;
}

/** The demo tenant with a fault interface, for tests. It is no part of the app. */
export async function startFaultyDemoTenant(options: DemoTenantOptions = {}): Promise<FaultyDemoTenant> {
  const log: LoggedRequest[] = [];
  let faults: readonly Rule<Fault>[] = [];
  let changes: readonly Rule<JsonChange>[] = [];
  const used = new Map<string, number>();
  let lifetime: number | undefined;
  let requestsPerToken = Number.POSITIVE_INFINITY;
  let clock = { ahead: 0, perRequest: 0 };
  const realNow = options.now ?? Date.now;

  const isUsedUp = (authorization: string | undefined): boolean => {
    if (authorization === undefined) return false;
    const count = (used.get(authorization) ?? 0) + 1;
    used.set(authorization, count);
    return count > requestsPerToken;
  };

  const wound = { ...options, now: () => realNow() + clock.ahead };
  const { tenant, tokens, book } = await startTenant(wound, (issued) => {
    const usualLifetime = issued.lifetime;
    const around: Around = async (request, answer, reply) => {
      const { method, url, headers, body } = request;
      const { authorization } = headers;
      const credentials = typeof authorization === 'string' ? authorization : undefined;
      const client = issued.clientOf(credentials)?.name;
      const path = url.pathname + url.search;
      clock = { ...clock, ahead: clock.ahead + clock.perRequest };
      log.push({ method, path, time: Date.now(), client, headers, body });
      if (url.pathname.startsWith(apiRoot) && isUsedUp(credentials)) return html(401, 'Unauthorized');
      // Every rule that meets the request counts it; the latest one that applies wins.
      const fault = faults.filter((rule) => rule.applies(url, apiRoot)).at(-1)?.effect;
      const change = changes.filter((rule) => rule.applies(url, apiRoot));
      const changed = () =>
        change.reduce((now, { effect }) => withJson(now, (json) => effect(path, json)), answer());
      return fault ? committed(fault, request, changed, reply) : changed();
    };
    return { around, tokenLifetime: () => lifetime ?? usualLifetime() };
  });

  const usualSpelling = tokens.scopeSpelling;

  return {
    ...tenant,
    log,
    clearLog: () => void log.splice(0),
    fault: (path, fault, rule = {}) => {
      const added = new Rule(path, fault, rule);
      faults = [...faults, added];
      return () => (faults = faults.filter((one) => one !== added));
    },
    mutateJson: (path, change, rule = {}) => {
      const added = new Rule(path, change, rule);
      changes = [...changes, added];
      return () => (changes = changes.filter((one) => one !== added));
    },
    tokenLifetime: (seconds) => (lifetime = seconds),
    tokenRequests: (count) => {
      used.clear();
      requestsPerToken = count;
    },
    scopeSpelling: (spelling) => (tokens.scopeSpelling = () => spelling),
    revokeTokens: () => {
      tokens.revokeAll();
    },
    shiftClock: (ms) => (clock = { ...clock, ahead: clock.ahead + ms }),
    hurry: (ms) => (clock = { ...clock, perRequest: ms }),
    lateness: (lateness) => (book.lateness = lateness),
    repair: () => {
      clock = { ...clock, perRequest: 0 };
      book.lateness = undefined;
      faults = [];
      changes = [];
      used.clear();
      lifetime = undefined;
      tokens.scopeSpelling = usualSpelling;
      requestsPerToken = Number.POSITIVE_INFINITY;
    },
  };
}
