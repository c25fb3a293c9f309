import { setTimeout as wait } from 'node:timers/promises';

import type { Finding } from '../checks/finding.ts';
import { expecting } from '../checks/finding.ts';
import type { Reader } from '../reader/reader.ts';
import type { Probe } from './probe.ts';
import { probe } from './probe.ts';

const WINDOW_MS = 1000;
const ATTEMPTS = 12;

interface Burst {
  readonly accepted: number;
  readonly refused: number;
  readonly retryAfter: readonly string[];
  readonly others: readonly string[];
  /** From the first request sent to the last answer. */
  readonly took: number;
}

/** Sends requests all at once, `each` per client; tokens are fetched before, so that only API requests count. */
async function burst(readers: readonly Reader[], path: string, each: number): Promise<Burst> {
  await Promise.all(readers.map((reader) => reader.token()));
  const start = performance.now();
  const answers = await Promise.all(
    readers.flatMap((reader) => Array.from({ length: each }, () => reader.send(path, { unpaced: true }))),
  );
  const refused = answers.filter(({ status }) => status === 429);
  return {
    accepted: answers.filter(({ status }) => status === 200).length,
    refused: refused.length,
    retryAfter: refused.map(({ headers }) => headers.get('retry-after') ?? 'none'),
    others: answers.filter(({ status }) => ![200, 429].includes(status)).map(({ status }) => `${status}`),
    took: performance.now() - start,
  };
}

/**
 * More requests than the documented rate within one second: exactly the rate is served, the rest is answered 429.
 * On a busy machine a burst may take longer than the second it needs; then it says nothing and is sent again.
 */
async function exceeded(readers: readonly Reader[], path: string, rate: number): Promise<readonly Finding[]> {
  const each = Math.ceil((rate * 1.2) / readers.length);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    await quiet();
    const sent = await burst(readers, path, each);
    await quiet();
    if (sent.took < WINDOW_MS) {
      return [
        ...expecting(
          sent.accepted === rate,
          path,
          `${rate} served in one second`,
          `${sent.accepted} of ${each * readers.length}`,
        ),
        ...expecting(
          sent.refused === each * readers.length - rate,
          path,
          '429 for the rest',
          `${sent.refused}, others ${sent.others.join()}`,
        ),
        ...sent.retryAfter.flatMap((value) =>
          expecting(value === 'none' || /^\d+$/.test(value), `${path} Retry-After`, 'none or seconds', value),
        ),
      ];
    }
  }
  throw new Error(`No burst of ${path} fitted into a second on this machine`);
}

/** A sliding second counts what came before: bursts neither start within it nor leave it to the next probe. */
async function quiet(): Promise<void> {
  await wait(WINDOW_MS * 1.2);
}

/** As many as the rate allows at once are all served. */
async function within(readers: readonly Reader[], path: string, each: number): Promise<readonly Finding[]> {
  await quiet();
  const sent = await burst(readers, path, each);
  await quiet();
  return expecting(sent.accepted === each * readers.length, path, `${each * readers.length} served`, sent);
}

const PACKAGES = 'IntegrationPackages?$top=1';
const RUNTIME = 'IntegrationRuntimeArtifacts?$top=1&$select=Id';
const LOGS = 'MessageProcessingLogs?$top=1&$select=MessageGuid';
/** Areas with a small rate: a request of each, and how many one client may send in a second. */
const SMALL_RATES = {
  'security content': ['AccessPolicies?$top=1', 10],
  'number ranges': ['NumberRanges', 5],
  'the Partner Directory': ['Partners', 25],
} as const;

export const rates = {
  withinDesignTime: probe(
    '3.2',
    'design time: 10 requests of one client in a second are served',
    ({ administrator }) => within([administrator], PACKAGES, 10),
  ),
  designTime: probe('3.2', 'design time: more than 10 of one client are answered 429', ({ administrator }) =>
    exceeded([administrator], PACKAGES, 10),
  ),
  withinDesignTimeOfAll: probe('3.2', 'design time: 15 of three clients in a second are served', (tenant) =>
    within([tenant.administrator, tenant.operator, tenant.reader], PACKAGES, 5),
  ),
  designTimeOfAll: probe(
    '3.2',
    'design time: more than 15 of all clients together are answered 429',
    (tenant) => exceeded([tenant.administrator, tenant.operator, tenant.reader], PACKAGES, 15),
  ),
  runtime: probe('3.2', 'runtime: more than 50 of one client are answered 429', ({ administrator }) =>
    exceeded([administrator], RUNTIME, 50),
  ),
  runtimeOfAll: probe('3.2', 'runtime: more than 120 of all clients together are answered 429', (tenant) =>
    exceeded([tenant.administrator, tenant.operator, tenant.reader], RUNTIME, 120),
  ),
  logs: probe('3.2', 'message logs: more than 100 of one client are answered 429', ({ administrator }) =>
    exceeded([administrator], LOGS, 100),
  ),
  logsOfSeveral: probe('3.2', 'message logs: 240 of three clients in a second are served', (tenant) =>
    within([tenant.administrator, tenant.operator, tenant.reader], LOGS, 80),
  ),
  ...smallRates(),
} as const;

function smallRates(): Readonly<Record<string, Probe>> {
  return Object.fromEntries(
    Object.entries(SMALL_RATES).map(([area, [path, client]]) => [
      area,
      probe('3.2', `${area}: more than ${client} of one client are answered 429`, ({ administrator }) =>
        exceeded([administrator], path, client),
      ),
    ]),
  );
}
