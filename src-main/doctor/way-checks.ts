import { isInspected } from '../../src-shared/doctor/evidence.ts';
import { AppError, type ErrorCode } from '../../src-shared/errors.ts';
import type {
  NameFacts,
  NotRunReason,
  ProxyFacts,
  ProxyReason,
  TcpFacts,
  TlsServer,
} from '../../src-shared/model/doctor.ts';
import type { CheckEdges } from '../connections/check-edges.ts';
import {
  type Addresses,
  type Hop,
  hops,
  judge,
  type Judged,
  resolve,
  type Route,
  routeOf,
} from '../connections/check-way.ts';
import type { ProxyAddress } from '../sap/transports/proxy-route.ts';
import type { Found } from './steps.ts';

/** The servers of a connection, and since which check one of them is out of reach. */
export class Way {
  readonly #hops: readonly Hop[];
  readonly #broken = new Map<string, NotRunReason>();

  constructor(addresses: Addresses, route: Route) {
    this.#hops = hops(addresses, route);
  }

  /** Those that can still be asked. */
  get open(): readonly Hop[] {
    return this.#hops.filter(({ origin }) => !this.#broken.has(origin));
  }

  break({ origin }: Hop, since: NotRunReason): void {
    this.#broken.set(origin, since);
  }

  /** Why nothing can be sent to the server of this address; undefined where it can. */
  brokenSince(url: string): NotRunReason | undefined {
    return this.#broken.get(new URL(url).origin);
  }

  /** Why none of them can be asked. */
  get allBrokenSince(): NotRunReason | undefined {
    return this.open.length > 0 ? undefined : [...this.#broken.values()][0];
  }
}

export async function checkProxy(
  addresses: Addresses,
  edges: CheckEdges,
): Promise<{ readonly route: Route; readonly found: Found<'proxy'> }> {
  const answers: string[] = [];
  const route = await routeOf(addresses, {
    resolveProxy: async (url) => {
      const answer = await edges.resolveProxy(url);
      answers.push(answer);
      return answer;
    },
  });
  const { proxy } = addresses;
  const facts: ProxyFacts = {
    choice: proxy.kind,
    reason: proxy.kind === 'system' ? reasonOf(answers) : proxy.kind,
    user: proxy.kind === 'explicit' ? proxy.user : '',
    legs: hops(addresses, route).map(({ host, proxy: leg }) => ({
      host,
      proxy: leg && `${leg.host}:${leg.port}`,
      kind: leg?.kind,
    })),
  };
  return { route, found: { result: 'passed', facts } };
}

/** No stack tells whether a script has chosen; the form of the answers does where it is not the plainest one. */
function reasonOf(answers: readonly string[]): ProxyReason {
  const isScript = answers.some((answer) => answer.includes(';')) || new Set(answers).size > 1;
  return isScript ? 'pac' : 'system';
}

export async function checkNames(way: Way, edges: CheckEdges): Promise<Found<'name'>> {
  const looked = await Promise.all(
    way.open.map(
      async (
        hop,
      ): Promise<{ readonly host: NameFacts['hosts'][number] | undefined; readonly error?: AppError }> => {
        if (hop.proxy) return { host: { host: hop.host, addresses: [] } };
        try {
          return { host: { host: hop.host, addresses: await resolve(hop.host, edges) } };
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          way.break(hop, 'after-name');
          return { host: undefined, error };
        }
      },
    ),
  );
  const hosts = looked.flatMap(({ host }) => host ?? []);
  const error = looked.find((entry) => entry.error)?.error;
  if (error) return { result: 'failed', facts: { hosts }, error };
  const isByProxy = hosts.every(({ addresses }) => addresses.length === 0);
  return { result: isByProxy ? 'by-proxy' : 'passed', facts: { hosts } };
}

export async function checkTcp(way: Way, edges: CheckEdges, signal: AbortSignal): Promise<Found<'tcp'>> {
  const tried = new Map<string, Promise<TcpFacts['hops'][number]>>();
  const found: TcpFacts['hops'][number][] = [];
  let failure: AppError | undefined;
  for (const hop of way.open) {
    const next = hop.proxy ?? hop;
    const key = `${next.host}:${next.port}`;
    const isKnown = tried.has(key);
    const connecting = tried.get(key) ?? connect(next, hop.proxy !== undefined, edges, signal);
    tried.set(key, connecting);
    try {
      const entry = await connecting;
      if (!isKnown) found.push(entry);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      way.break(hop, 'after-tcp');
      failure ??= error;
    }
  }
  const facts = { hops: found };
  return failure ? { result: 'failed', facts, error: failure } : { result: 'passed', facts };
}

async function connect(
  { host, port }: Pick<ProxyAddress, 'host' | 'port'>,
  isProxy: boolean,
  edges: CheckEdges,
  signal: AbortSignal,
): Promise<TcpFacts['hops'][number]> {
  const started = edges.now();
  await edges.connect({ host, port }, signal);
  return { host, port, isProxy, time: edges.now() - started };
}

export async function checkServers(
  way: Way,
  addresses: Addresses,
  edges: CheckEdges,
  signal: AbortSignal,
): Promise<Found<'tls'>> {
  const servers: TlsServer[] = [];
  let failure: AppError | undefined;
  for (const hop of way.open.filter(({ isPlain }) => !isPlain)) {
    try {
      const judged = await judge(hop, addresses, edges, signal);
      servers.push(serverOf(hop, judged));
      const code = codes[judged.verdict];
      if (code === undefined) continue;
      way.break(hop, 'after-tls');
      failure ??= new AppError(code, 'The certificate is not trusted.', { host: hop.host });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      way.break(hop, 'after-tls');
      failure ??= error;
    }
  }
  const facts = { servers };
  if (failure) return { result: 'failed', facts, error: failure };
  if (servers.some(isInspected)) return { result: 'warning', facts };
  const isUnseen = servers.every(({ vouched }) => vouched === 'unseen');
  return { result: isUnseen ? 'by-proxy' : 'passed', facts };
}

const codes: Readonly<Record<Judged['verdict'], ErrorCode | undefined>> = {
  trusted: undefined,
  untrusted: 'network.tls-untrusted',
  changed: 'network.tls-changed',
};

function serverOf({ host }: Hop, { facts, verdict, by }: Judged): TlsServer {
  const vouched = verdict === 'trusted' ? (by ?? 'unseen') : verdict === 'changed' ? 'changed' : 'nobody';
  return {
    host,
    vouched,
    protocol: facts?.protocol ?? '',
    objection: facts?.objection,
    names: facts?.names ?? [],
    isNameRight: facts?.isNameRight ?? true,
    chain: facts?.chain ?? [],
  };
}
