import { isLoopback, parseAddress } from '../../src-shared/connections/address.ts';
import type { HostKind } from '../../src-shared/connections/host-forms.ts';
import { diagnose } from '../../src-shared/doctor/diagnose.ts';
import { isOfSap } from '../../src-shared/doctor/evidence.ts';
import type { Examination, NotRunReason, Step } from '../../src-shared/model/doctor.ts';
import type { CheckEdges } from '../connections/check-edges.ts';
import type { Addresses } from '../connections/check-way.ts';
import type { OpenAccess, TenantAccess } from '../connections/tenant-access.ts';
import type { TokenFacts } from '../sap/access.ts';
import { passing } from '../sap/transport.ts';
import { Steps } from './steps.ts';
import type { Examined } from './subject.ts';
import {
  checkApiRoot,
  checkAreas,
  checkTokenEndpoint,
  compareClocks,
  describeToken,
  SeenAnswers,
} from './tenant-checks.ts';
import { checkNames, checkProxy, checkServers, checkTcp, Way } from './way-checks.ts';

export interface ExamineParts {
  readonly edges: CheckEdges;
  /** The one of all connections, so that the checks share their queues. */
  readonly openAccess: OpenAccess;
  readonly told: (step: Step) => void;
  readonly signal: AbortSignal;
  /** ms since 1970 */
  readonly now: () => number;
}

/** ms for each check. */
const limits = { way: 15_000, tls: 25_000, token: 40_000, root: 60_000, areas: 180_000 };

/**
 * Makes every check that can be made: a failure ends only what depends on it, and what depends on it says why it was not
 * run. Throws `request.cancelled`.
 */
export async function examine(examined: Examined, parts: ExamineParts): Promise<Examination> {
  const { edges, told, signal, now } = parts;
  const startedAt = now();
  const steps = new Steps({ told, signal, elapsed: () => edges.now() });
  await checkTyped(examined, steps);
  const way = await lookAtWay(examined, edges, steps);
  const seen = new SeenAnswers();
  await askServers(examined, way, seen, steps, parts);
  const clock = compareClocks(seen.all);
  if (clock) await steps.make('clock', limits.way, () => Promise.resolve(clock));
  else steps.skip('clock', 'no-date');
  return { startedAt, steps: steps.made, diagnoses: diagnose(steps.made) };
}

async function checkTyped({ typed, obstacle }: Examined, steps: Steps): Promise<void> {
  const severities = typed.findings.map(({ severity }) => severity);
  const isWrong = obstacle !== undefined || severities.includes('error');
  const result = isWrong ? 'failed' : severities.includes('hint') ? 'warning' : 'passed';
  await steps.make('typed', limits.way, () =>
    Promise.resolve({
      result,
      facts: typed,
      // A finding says it better than the code for all of them.
      ...(obstacle && obstacle.code !== 'input.invalid' && { error: obstacle }),
    }),
  );
}

/** Proxy, names, TCP and TLS; undefined where there is no way to look at. */
async function lookAtWay(
  { typed, addresses }: Examined,
  edges: CheckEdges,
  steps: Steps,
): Promise<Way | undefined> {
  if (!addresses) {
    const reason = typed.tenantUrl === undefined ? 'no-host' : 'wrong-input';
    for (const id of ['proxy', 'name', 'tcp', 'tls'] as const) steps.skip(id, reason);
    return undefined;
  }
  let way: Way | undefined;
  await steps.make('proxy', limits.way, async () => {
    const { route, found } = await checkProxy(addresses, edges);
    way = new Way(addresses, route);
    return found;
  });
  const known = way;
  if (!known) {
    for (const id of ['name', 'tcp', 'tls'] as const) steps.skip(id, 'after-proxy');
    return undefined;
  }
  await steps.make('name', limits.way, () => checkNames(known, edges));
  if (known.allBrokenSince) steps.skip('tcp', known.allBrokenSince);
  else await steps.make('tcp', limits.way, (signal) => checkTcp(known, edges, signal));
  await lookAtServers(known, addresses, edges, steps);
  return known;
}

async function lookAtServers(way: Way, addresses: Addresses, edges: CheckEdges, steps: Steps): Promise<void> {
  const broken = way.allBrokenSince;
  if (broken) steps.skip('tls', broken);
  else if (way.open.every(({ isPlain }) => isPlain))
    steps.skip('tls', way.open.every(({ host }) => isLoopback(host)) ? 'on-this-computer' : 'unencrypted');
  else await steps.make('tls', limits.tls, (signal) => checkServers(way, addresses, edges, signal));
}

/** Hosts that are certainly no API: no token goes there. */
const noApi: ReadonlySet<HostKind> = new Set<HostKind>([
  'web-ui',
  'runtime',
  'token-server',
  'api-management',
]);

async function askServers(
  examined: Examined,
  way: Way | undefined,
  seen: SeenAnswers,
  steps: Steps,
  { openAccess }: ExamineParts,
): Promise<void> {
  const { typed, addresses, credentials, obstacle } = examined;
  const stop =
    addresses === undefined
      ? typed.tenantUrl === undefined
        ? 'no-host'
        : 'wrong-input'
      : way === undefined
        ? 'after-proxy'
        : isInTheClear(addresses)
          ? 'unencrypted'
          : obstacle || !credentials
            ? 'wrong-input'
            : undefined;
  if (stop !== undefined || !way || !addresses || !credentials) {
    skipAll(steps, stop ?? 'wrong-input');
    return;
  }
  const access = openAccess(passing, { ...credentials, answered: seen.add }, () => undefined);
  try {
    const token = await askForToken(examined, way, access, seen, steps);
    if (typeof token === 'string') {
      const needed = token;
      steps.skip('api-root', needed);
      steps.skip('areas', needed);
      return;
    }
    await askTenant(examined, { way, access, token }, seen, steps);
  } finally {
    access.close();
  }
}

function skipAll(steps: Steps, reason: NotRunReason): void {
  for (const id of ['token-endpoint', 'token', 'api-root', 'areas'] as const) steps.skip(id, reason);
}

/** Everywhere but on this computer. */
function isInTheClear({ tenantUrl, tokenUrl }: Addresses): boolean {
  return [tenantUrl, tokenUrl].some((url) => {
    const address = parseAddress(url ?? '');
    return address?.scheme === 'http' && !isLoopback(address.host);
  });
}

/** The token, or why there is none. */
async function askForToken(
  { addresses, credentials }: Examined,
  way: Way,
  access: TenantAccess,
  seen: SeenAnswers,
  steps: Steps,
): Promise<TokenFacts | NotRunReason> {
  const tokenUrl = addresses?.tokenUrl;
  if (tokenUrl === undefined || !credentials) {
    steps.skip('token-endpoint', 'no-token-needed');
    steps.skip('token', 'no-token-needed');
    return { expiresAt: undefined, scopes: [] };
  }
  const broken = way.brokenSince(tokenUrl);
  if (broken !== undefined) {
    steps.skip('token-endpoint', broken);
    steps.skip('token', 'after-token-endpoint');
    return 'after-token-endpoint';
  }
  let issued: TokenFacts | undefined;
  await steps.make('token-endpoint', limits.token, async (signal) => {
    const { found, token } = await checkTokenEndpoint(access, new URL(tokenUrl).host, seen, signal);
    issued = token;
    return found;
  });
  const token = issued;
  if (!token) {
    steps.skip('token', 'after-token-endpoint');
    return 'after-token-endpoint';
  }
  if (token.instead !== undefined) steps.skip('token', 'no-token-needed');
  else await steps.make('token', limits.way, () => Promise.resolve(describeToken(token)));
  return token;
}

interface Asking {
  readonly way: Way;
  readonly access: TenantAccess;
  readonly token: TokenFacts;
}

async function askTenant(
  { typed, credentials }: Examined,
  { way, access, token }: Asking,
  seen: SeenAnswers,
  steps: Steps,
): Promise<void> {
  const { hostKind } = typed;
  const { tenantUrl } = credentials ?? { tenantUrl: '' };
  const stop =
    hostKind !== undefined && noApi.has(hostKind) ? 'wrong-kind-of-host' : way.brokenSince(tenantUrl);
  if (stop !== undefined) {
    steps.skip('api-root', stop);
    steps.skip('areas', stop === 'wrong-kind-of-host' ? stop : 'after-api-root');
    return;
  }
  const mayBeEdge = (hostKind === undefined || hostKind === 'other') && !isOfSap(tenantUrl);
  const asked = { origin: tenantUrl, mayBeEdge };
  const root = await steps.make('api-root', limits.root, (signal) =>
    checkApiRoot(access, asked, seen, signal),
  );
  if (root.result === 'failed') steps.skip('areas', 'after-api-root');
  else await steps.make('areas', limits.areas, checkAreas(access, token.scopes, seen));
}
