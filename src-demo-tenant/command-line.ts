import { parseArgs } from 'node:util';

import { startDemoTenant } from './server.ts';

/**
 * `npm run --silent demo-tenant -- --port 0 --packages 300 --artifacts 3000 --messages 50000 --latency 100 --seed 7`.
 * The first line on stdout is one JSON object with address and clients; everything else goes to stderr. `--now` takes an
 * instant at which the tenant's clock starts.
 */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  const values = read(args);
  if (typeof values === 'string') {
    process.stderr.write(`${values}\n${usage}\n`);
    process.exitCode = 2;
    return;
  }
  const { now, ...numbers } = values;
  const tenant = await startDemoTenant({ ...numbers, ...(now === undefined ? {} : { now: clockFrom(now) }) });
  process.stdout.write(`${JSON.stringify({ url: tenant.url, clients: tenant.clients })}\n`);
  const inventory = Object.entries(tenant.inventory()).map(([name, count]) => `${count} ${name}`);
  process.stderr.write(`Demo tenant on ${tenant.url}: ${inventory.join(', ')}. End it with Ctrl+C.\n`);
  const end = () => {
    void tenant.close();
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

const names = ['port', 'packages', 'artifacts', 'messages', 'latency', 'seed'] as const;
type NumberName = (typeof names)[number];

const usage =
  'Options: --port, --packages, --artifacts, --messages (at least so many within the last 30 days, at most 6 % more), --latency (ms), --seed, each a whole number; --now, an instant such as 2026-11-23T09:00:00Z';

/** The options, or what is wrong with them. */
function read(
  args: readonly string[],
): string | (Partial<Record<NumberName, number>> & { readonly now: number | undefined }) {
  const options = Object.fromEntries([...names, 'now'].map((name) => [name, { type: 'string' as const }]));
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
  return { ...numbers, now };
}

/** Starts at an instant and runs on. */
function clockFrom(start: number): () => number {
  const began = Date.now();
  return () => start + (Date.now() - began);
}
