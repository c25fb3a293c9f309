import { parseArgs } from 'node:util';

import { type FaultName, faultNames, isFaultName } from './faults/fault-names.ts';
import { type DemoTenant, type DemoTenantOptions, startDemoTenant } from './server.ts';

/**
 * `npm run --silent demo-tenant -- --port 0 --packages 300 --artifacts 3000 --messages 50000 --latency 100 --seed 7`.
 * The first line on stdout is one JSON object with address and clients; everything else goes to stderr. `--now` takes an
 * instant at which the tenant's clock starts, `--faults` names of what goes wrong (`faults/presets.ts`).
 */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    process.stderr.write(`${usage}\n`);
    return;
  }
  const values = read(args);
  if (typeof values === 'string') {
    process.stderr.write(`${values}\n${usage}\n`);
    process.exitCode = 2;
    return;
  }
  const { now, faults, ...numbers } = values;
  const isExact = numbers.messages !== undefined;
  const options = { ...numbers, isExact, ...(now === undefined ? {} : { now: clockFrom(now) }) };
  const tenant = faults.length === 0 ? await startDemoTenant(options) : await faulty(options, faults);
  process.stdout.write(`${JSON.stringify({ url: tenant.url, clients: tenant.clients })}\n`);
  const inventory = Object.entries(tenant.inventory()).map(([name, count]) => `${count} ${name}`);
  process.stderr.write(`Demo tenant on ${tenant.url}: ${inventory.join(', ')}. End it with Ctrl+C.\n`);
  const end = () => {
    void tenant.close();
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

const names = ['port', 'packages', 'artifacts', 'written', 'messages', 'latency', 'seed'] as const;
type NumberName = (typeof names)[number];
type Given = Partial<Record<NumberName, number>> & {
  readonly now: number | undefined;
  readonly faults: readonly FaultName[];
};

const usage =
  'Options: --port, --packages, --artifacts, --written (only so many of the hand-written packages), --messages (exactly so many at the start), --latency (ms), --seed, each a whole number; --now, an instant such as 2026-11-23T09:00:00Z; --faults, any of ' +
  faultNames.join(',');

/** The options, or what is wrong with them. */
function read(args: readonly string[]): string | Given {
  const options = Object.fromEntries(
    [...names, 'now', 'faults'].map((name) => [name, { type: 'string' as const }]),
  );
  let given: Readonly<Record<string, string | undefined>>;
  try {
    given = parseArgs({ args: [...args], options }).values;
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
  const numbers: Partial<Record<NumberName, number>> = {};
  for (const name of names) {
    const text = given[name];
    if (text === undefined) continue;
    if (!/^\d+$/.test(text)) return `--${name} must be a whole number`;
    numbers[name] = Number(text);
  }
  const now = given['now'] === undefined ? undefined : Date.parse(given['now']);
  if (Number.isNaN(now)) return '--now must be an instant';
  const faults = (given['faults'] ?? '').split(',').filter((name) => name !== '');
  const unknown = faults.find((name) => !isFaultName(name));
  if (unknown !== undefined) return `--faults knows no ${unknown}`;
  return { ...numbers, now, faults: faults.filter(isFaultName) };
}

/** Loaded only where it is wanted: it is no part of the app. */
async function faulty(options: DemoTenantOptions, faults: readonly FaultName[]): Promise<DemoTenant> {
  const [{ startFaultyDemoTenant }, { presets }] = await Promise.all([
    import('./faults/start-faulty-demo-tenant.ts'),
    import('./faults/presets.ts'),
  ]);
  const tenant = await startFaultyDemoTenant(options);
  for (const name of faults) presets[name](tenant);
  return tenant;
}

/** Starts at an instant and runs on. */
function clockFrom(start: number): () => number {
  const began = Date.now();
  return () => start + (Date.now() - began);
}
