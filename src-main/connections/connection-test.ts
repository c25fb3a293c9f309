import { advise } from '../../src-shared/advice.ts';
import { AppError } from '../../src-shared/errors.ts';
import { type Check, type CheckId, checkIds, type TestOutcome } from '../../src-shared/model/connections.ts';
import type { CheckEdges, Found } from './check-edges.ts';
import { checkRoles } from './check-roles.ts';
import { type Addresses, checkName, checkRoute, checkTls, type Route } from './check-way.ts';
import type { TenantAccess } from './tenant-access.ts';

export interface TestSubject extends Addresses {
  /** A client of its own for the test, with the credentials of the form. */
  readonly access: TenantAccess;
}

/**
 * Runs the checks one after the other and tells each as soon as it is known. The first one that
 * fails says what to do; those after it are skipped, because they would fail for the same reason.
 */
export async function testConnection(
  subject: TestSubject,
  edges: CheckEdges,
  told: (check: Check) => void,
  signal: AbortSignal,
): Promise<TestOutcome> {
  let route: Route = { tenant: undefined, token: undefined };
  let webUiUrl: string | undefined;
  const { tenantUrl, access } = subject;
  const steps: Readonly<Record<CheckId, () => Promise<Found>>> = {
    route: async () => {
      const found = await checkRoute(subject, edges);
      route = found.route;
      return found;
    },
    name: () => checkName(subject, route, edges),
    tls: () => checkTls(subject, route, edges, signal),
    token: () => checkToken(access, signal),
    'api-root': () => checkRoot(access, signal),
    roles: async () => {
      const found = await checkRoles(access.client, tenantUrl, signal);
      webUiUrl = found.webUiUrl;
      return found;
    },
  };

  const checks: Check[] = [];
  for (const id of checkIds) {
    const isLost = checks.some(({ result }) => result === 'failed');
    const check = isLost ? skipped(id) : await run(id, steps[id], edges, signal);
    checks.push(check);
    told(check);
  }
  return { passed: !checks.some(({ result }) => result === 'failed'), checks, webUiUrl };
}

async function run(
  id: CheckId,
  step: () => Promise<Found>,
  edges: CheckEdges,
  signal: AbortSignal,
): Promise<Check> {
  const started = edges.now();
  const time = (): number => Math.max(0, Math.round(edges.now() - started));
  try {
    const { result, finding, advice, error } = await step();
    return { id, time: time(), result, finding, advice, error: error?.toData() };
  } catch (error) {
    if (signal.aborted)
      throw new AppError('request.cancelled', 'The test was cancelled.', {}, { cause: error });
    if (!(error instanceof AppError)) throw error;
    const { title, text, next } = advise(error);
    return {
      id,
      time: time(),
      result: 'failed',
      finding: `${title}. ${text}`,
      advice: next,
      error: error.toData(),
    };
  }
}

function skipped(id: CheckId): Check {
  const finding = 'Not tried, because an earlier check failed.';
  return { id, time: 0, result: 'skipped', finding, advice: undefined, error: undefined };
}

async function checkToken(access: TenantAccess, signal: AbortSignal): Promise<Found> {
  const { scopes, instead } = await access.token(signal);
  if (instead === 'login')
    return { result: 'skipped', finding: 'Not needed: user and password go with each request.' };
  if (instead === 'certificate')
    return { result: 'passed', finding: 'The tenant takes the certificate itself, without a token.' };
  const count = scopes.length === 1 ? 'one scope' : `${scopes.length} scopes`;
  const finding = scopes.length === 0 ? 'A token was issued.' : `A token with ${count} was issued.`;
  return { result: 'passed', finding };
}

/** The service document: the same for everybody whose token is accepted (catalogue 1.1). */
async function checkRoot(access: TenantAccess, signal: AbortSignal): Promise<Found> {
  const request = { path: '', area: 'root', priority: 'interactive', signal } as const;
  const document = await access.client.entity(request, (entity) => ({ entity }));
  if (!document) throw new AppError('tenant.not-found', 'There is no API at this host.', { area: 'root' });
  return { result: 'passed', finding: 'The API of the tenant answers.' };
}
