import { muchDifference } from '../../src-shared/doctor/evidence.ts';
import { AppError, type ErrorCode, isUnknownHost } from '../../src-shared/errors.ts';
import type { ApiRootFacts, AreasFacts, ClockFacts } from '../../src-shared/model/doctor.ts';
import type { AreaPermission } from '../../src-shared/model/permissions.ts';
import { readScopes } from '../../src-shared/permissions/scopes.ts';
import type { TenantAccess } from '../connections/tenant-access.ts';
import { probeAreas } from '../permissions/probe-areas.ts';
import type { SeenAnswer, TokenFacts } from '../sap/access.ts';
import type { TenantClient } from '../sap/tenant-client.ts';
import type { Check, Found } from './steps.ts';

/** Answers in the order in which they came; a step takes those that came since the one before. */
export class SeenAnswers {
  readonly #all: SeenAnswer[] = [];
  #taken = 0;

  readonly add = (answer: SeenAnswer): void => {
    this.#all.push(answer);
  };

  /** Statuses since the last time. */
  take(): readonly number[] {
    const fresh = this.#all.slice(this.#taken);
    this.#taken = this.#all.length;
    return fresh.map(({ status }) => status);
  }

  get all(): readonly SeenAnswer[] {
    return this.#all;
  }
}

/** Asks for a token, which is shown nowhere. */
export async function checkTokenEndpoint(
  access: TenantAccess,
  host: string,
  seen: SeenAnswers,
  signal: AbortSignal,
): Promise<{ readonly found: Found<'token-endpoint'>; readonly token: TokenFacts | undefined }> {
  try {
    const token = await access.token(signal);
    return { found: { result: 'passed', facts: { host, statuses: seen.take() } }, token };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const facts = { host, statuses: seen.take() };
    return { found: { result: 'failed', facts, error }, token: undefined };
  }
}

export function describeToken({ expiresAt, scopes, claims }: TokenFacts): Found<'token'> {
  const facts = { issuer: claims?.issuer, issuedAt: claims?.issuedAt, expiresAt, scopes };
  return { result: 'passed', facts };
}

/** After these the own root of an Edge Integration Cell is worth a look (catalogue 1.1). */
const maybeEdge: ReadonlySet<ErrorCode> = new Set([
  'auth.unauthorized',
  'auth.forbidden',
  'tenant.not-found',
]);

/** The service document; where a host refuses it that may be an Edge Integration Cell, a read at the root such cells have. */
export async function checkApiRoot(
  access: TenantAccess,
  { origin, mayBeEdge }: { readonly origin: string; readonly mayBeEdge: boolean },
  seen: SeenAnswers,
  signal: AbortSignal,
): Promise<Found<'api-root'>> {
  const facts = (change: Partial<ApiRootFacts> = {}): ApiRootFacts => ({
    host: new URL(origin).host,
    statuses: seen.take(),
    local: undefined,
    isUnknownRoute: false,
    ...change,
  });
  try {
    await readRoot(access.client, signal);
    return { result: 'passed', facts: facts() };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const isUnknownRoute = isUnknownHost(error);
    if (!mayBeEdge || !maybeEdge.has(error.code))
      return { result: 'failed', facts: facts({ isUnknownRoute }), error };
    const local = await readsLocal(access, { origin, error }, signal);
    return { result: 'failed', facts: facts({ isUnknownRoute, local }), error };
  }
}

async function readRoot(client: TenantClient, signal: AbortSignal): Promise<void> {
  const request = { path: '', area: 'root', priority: 'interactive', signal } as const;
  const document = await client.entity(request, (entity) => ({ entity }));
  if (!document) throw new AppError('tenant.not-found', 'There is no API at this host.', { area: 'root' });
}

/** Logs, because the root of a cell is no list (catalogue 1.1). 403 to whom `/api/v1` knew not at all is an answer, too. */
async function readsLocal(
  access: TenantAccess,
  { origin, error: before }: { readonly origin: string; readonly error: AppError },
  signal: AbortSignal,
): Promise<ApiRootFacts['local']> {
  const cell = access.edgeClient({ kind: 'local', id: '', url: origin });
  const query = { $top: '1', $select: 'MessageGuid' };
  const request = {
    path: 'MessageProcessingLogs',
    query,
    area: 'messages',
    priority: 'interactive',
    signal,
  } as const;
  try {
    await cell.page(request, () => true);
    return 'answers';
  } catch (error) {
    if (!(error instanceof AppError) || signal.aborted) throw error;
    return error.code === 'auth.forbidden' && before.code === 'auth.unauthorized' ? 'answers' : 'refused';
  }
}

/** One cheap read per area, each told as it ends. */
export function checkAreas(
  access: TenantAccess,
  scopes: readonly string[],
  seen: SeenAnswers,
): Check<'areas'> {
  return async (signal, progress) => {
    const reading = readScopes(scopes);
    const areas: AreaPermission[] = [];
    const facts = (statuses: readonly number[]): AreasFacts => ({
      areas: [...areas],
      roles: reading.roles,
      statuses,
    });
    try {
      await probeAreas(access.client, reading, signal, (area) => {
        areas.push(area);
        progress(facts([]));
      });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { result: 'failed', facts: facts(seen.take()), error };
    }
    const busy = areas.find(({ probe }) => isUnavailable(probe?.error?.code))?.probe?.error;
    if (busy) return { result: 'failed', facts: facts(seen.take()), error: AppError.from(busy) };
    const isMissing = areas.some(({ probe, verdict }) => probe && verdict === 'missing-role');
    return { result: isMissing ? 'warning' : 'passed', facts: facts(seen.take()) };
  };
}

/** Of the whole tenant, although one area alone has said it. */
function isUnavailable(code: ErrorCode | undefined): boolean {
  return code === 'tenant.unavailable' || code === 'tenant.rate-limited';
}

/** Compares the Date headers of all answers with the clock of this computer; none where no server has said a time. */
export function compareClocks(answers: readonly SeenAnswer[]): Found<'clock'> | undefined {
  const hosts = new Map<string, number>();
  for (const { host, date, sentAt, receivedAt } of answers) {
    const at = Date.parse(date ?? '');
    // A Date header counts whole seconds: on average the server is half a second further.
    if (!Number.isNaN(at)) hosts.set(host, Math.round(at + 500 - (sentAt + receivedAt) / 2));
  }
  if (hosts.size === 0) return undefined;
  const facts: ClockFacts = { hosts: [...hosts].map(([host, ahead]) => ({ host, ahead })) };
  const isWrong = facts.hosts.some(({ ahead }) => Math.abs(ahead) > muchDifference);
  return { result: isWrong ? 'warning' : 'passed', facts };
}
