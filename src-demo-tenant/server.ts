import { createClients, type ServiceKey, serviceKey } from './access/clients.ts';
import type { ClientName } from './access/roles.ts';
import { Tokens } from './access/tokens.ts';
import { createContent } from './content/create-content.ts';
import { Gateway } from './service/gateway.ts';
import { listen } from './service/listen.ts';
import { createService } from './service/service.ts';

export interface DemoTenantOptions {
  /** 0: a free one. */
  readonly port?: number;
  readonly seed?: number;
  /** Clock of content and messages, ms since 1970; rates follow real time. */
  readonly now?: () => number;
  /** Wanted volume; the hand-written content is the minimum. */
  readonly packages?: number;
  readonly artifacts?: number;
  /** Messages within the last 30 days. */
  readonly messages?: number;
  /** ms added to every answer, more for wide and deep questions. */
  readonly latency?: number;
  /** Credentials invented at this start instead of derived from the seed. */
  readonly freshCredentials?: boolean;
}

export interface DemoTenant {
  readonly url: string;
  readonly clients: readonly { readonly name: ClientName; readonly serviceKey: ServiceKey }[];
  /** What there is to read, for benchmarks: the smallest number of requests follows from it. */
  inventory(): {
    readonly packages: number;
    readonly artifacts: number;
    readonly flows: number;
    readonly messages: number;
  };
  close(): Promise<void>;
}

export const defaults = { seed: 1, packages: 0, artifacts: 0, messages: 20_000, latency: 0 };

/** Starts a tenant on a loopback port. */
export async function startDemoTenant(options: DemoTenantOptions = {}): Promise<DemoTenant> {
  const now = options.now ?? Date.now;
  const { seed, messages } = { ...defaults, ...withoutUndefined(options) };
  const started = now();
  const content = createContent({
    seed,
    now: started,
    packages: options.packages ?? defaults.packages,
    artifacts: options.artifacts ?? defaults.artifacts,
  });
  const service = createService({ seed, now: started, messages, content });
  const clients = createClients(options.freshCredentials === true ? undefined : seed);
  const tokens = new Tokens(clients, now);
  const gateway = new Gateway({ service, tokens, now, rateClock: Date.now });
  const listening = await listen({
    port: options.port ?? 0,
    latency: options.latency ?? defaults.latency,
    answer: (request) => gateway.answer(request),
  });
  return {
    url: listening.url,
    clients: clients.map((client) => ({
      name: client.name,
      serviceKey: serviceKey(client, listening.url, started),
    })),
    inventory: () => {
      const artifacts = content.packages.flatMap((one) => one.artifacts);
      const [from, to] = service.book.range(now());
      return {
        packages: content.packages.length,
        artifacts: artifacts.length,
        flows: artifacts.filter(({ kind }) => kind === 'IntegrationFlow').length,
        messages: to - from,
      };
    },
    close: () => listening.close(),
  };
}

function withoutUndefined(options: DemoTenantOptions): Partial<typeof defaults> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
