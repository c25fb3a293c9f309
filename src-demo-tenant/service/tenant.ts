import { type Client, createClients, type ServiceKey, serviceKey } from '../access/clients.ts';
import type { ScopeSpelling } from '../access/scope-spellings.ts';
import { Tokens } from '../access/tokens.ts';
import { createContent } from '../content/create-content.ts';
import type { MessageBook } from '../messages/message-book.ts';
import { EdgeCells } from './edge-cells.ts';
import { Gateway } from './gateway.ts';
import { type Around, listen } from './listen.ts';
import { createService } from './service.ts';

export interface DemoTenantOptions {
  /** 0: a free one. */
  readonly port?: number;
  /** A loopback address or name. */
  readonly host?: string;
  readonly seed?: number;
  /** Clock of content, messages and tokens, ms since 1970; rates follow real time. */
  readonly now?: () => number;
  /** Wanted volume; the hand-written content is the minimum. */
  readonly packages?: number;
  readonly artifacts?: number;
  /** Only so many of the hand-written packages. */
  readonly written?: number;
  /** Messages within the last 30 days: at least so many, at most 6 % more, as weekends fall. */
  readonly messages?: number;
  /** Exactly so many messages at the start, at the cost of some of the oldest days. */
  readonly isExact?: boolean;
  /** ms added to every answer, more for wide and deep questions. */
  readonly latency?: number;
  /** Other sets of roles than administrator, operator, reader and nothing. */
  readonly clients?: readonly { readonly name: string; readonly roles: readonly string[] }[];
  /** How tokens name what a client may do; default: the role behind the name of the application. */
  readonly scopeSpelling?: ScopeSpelling;
  /** Credentials invented at this start instead of derived from the seed. */
  readonly freshCredentials?: boolean;
  /** Refuses nobody for asking too often. */
  readonly isUnlimited?: boolean;
  /** Origin of the addresses in answers, where it is another than the one asked: `https://demo.example`. */
  readonly publicUrl?: string;
}

export interface DemoTenant {
  readonly url: string;
  readonly clients: readonly { readonly name: string; readonly serviceKey: ServiceKey }[];
  /** What there is to read, for benchmarks: the smallest number of requests follows from it. */
  inventory(): {
    readonly packages: number;
    readonly artifacts: number;
    readonly flows: number;
    readonly messages: number;
    /** With which all contents can be had. */
    readonly 'content requests': number;
  };
  close(): Promise<void>;
}

export const defaults = { seed: 1, packages: 0, artifacts: 0, messages: 20_000, latency: 0 };

/** What tests put around a tenant. */
export interface TenantHooks {
  readonly around?: Around;
  /** Seconds that a token lives. */
  readonly tokenLifetime?: () => number;
}

/** A tenant with its inner parts, for the fault interface. */
export interface RunningTenant {
  readonly tenant: DemoTenant;
  readonly tokens: Tokens;
  readonly book: MessageBook;
  readonly clients: readonly Client[];
}

export async function startTenant(
  options: DemoTenantOptions,
  hooks: (tokens: Tokens) => TenantHooks,
): Promise<RunningTenant> {
  const now = options.now ?? Date.now;
  const seed = options.seed ?? defaults.seed;
  const started = now();
  const content = createContent({
    seed,
    now: started,
    packages: options.packages ?? defaults.packages,
    artifacts: options.artifacts ?? defaults.artifacts,
    written: options.written,
  });
  const messages = options.messages ?? defaults.messages;
  const isExact = options.isExact === true;
  const service = createService({ seed, now: started, messages, isExact, content });
  const clients = createClients(options.freshCredentials === true ? undefined : seed, options.clients);
  const tokens = new Tokens(clients, now);
  const { scopeSpelling } = options;
  if (scopeSpelling) tokens.scopeSpelling = () => scopeSpelling;
  const { around, tokenLifetime } = hooks(tokens);
  if (tokenLifetime) tokens.lifetime = tokenLifetime;
  const publicUrl = options.publicUrl === undefined ? undefined : new URL(options.publicUrl);
  const cells = new EdgeCells({ seed, now: started, messages, content });
  const rateClock = options.isUnlimited === true ? undefined : Date.now;
  const gateway = new Gateway({ service, cells, tokens, now, rateClock, publicUrl });
  const listening = await listen({
    port: options.port ?? 0,
    host: options.host ?? '127.0.0.1',
    latency: options.latency ?? defaults.latency,
    now,
    answer: (request) => gateway.answer(request),
    around,
  });
  const tenant: DemoTenant = {
    url: listening.url,
    clients: clients.map((client) => ({
      name: client.name,
      serviceKey: serviceKey(client, listening.url, started),
    })),
    inventory: () => {
      const artifacts = content.packages.flatMap((one) => one.artifacts);
      service.book.advance(now());
      const [from, to] = service.book.range(now());
      return {
        packages: content.packages.length,
        artifacts: artifacts.length,
        flows: artifacts.filter(({ kind }) => kind === 'IntegrationFlow').length,
        messages: to - from,
        // A package with a draft cannot be exported (catalogue 2.3); of a configure-only one nothing else can be had.
        'content requests': content.packages.reduce((sum, { Mode, artifacts: inside }) => {
          const isSingle = Mode !== 'READ_ONLY' && inside.some(({ draft }) => draft);
          return sum + (isSingle ? inside.length : 1);
        }, 0),
      };
    },
    close: () => listening.close(),
  };
  return { tenant, tokens, book: service.book, clients };
}
