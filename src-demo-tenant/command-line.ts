import { parseArgs } from 'node:util';

import { defaults, startDemoTenant } from './server.ts';

/**
 * `npm run --silent demo-tenant -- --port 0 --packages 300 --artifacts 3000 --messages 50000 --latency 100 --seed 7`.
 * The first line on stdout is one JSON object with address and clients; everything else goes to stderr. `--now` takes an
 * instant at which the tenant's clock starts.
 */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      packages: { type: 'string', default: String(defaults.packages) },
      artifacts: { type: 'string', default: String(defaults.artifacts) },
      messages: { type: 'string', default: String(defaults.messages) },
      latency: { type: 'string', default: String(defaults.latency) },
      seed: { type: 'string', default: String(defaults.seed) },
      now: { type: 'string' },
    },
  });
  const number = (name: 'port' | 'packages' | 'artifacts' | 'messages' | 'latency' | 'seed'): number => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} must be a whole number`);
    return value;
  };
  const tenant = await startDemoTenant({
    port: number('port'),
    packages: number('packages'),
    artifacts: number('artifacts'),
    messages: number('messages'),
    latency: number('latency'),
    seed: number('seed'),
    ...(values.now === undefined ? {} : { now: clockFrom(values.now) }),
  });
  process.stdout.write(`${JSON.stringify({ url: tenant.url, clients: tenant.clients })}\n`);
  const inventory = Object.entries(tenant.inventory()).map(([name, count]) => `${count} ${name}`);
  process.stderr.write(`Demo tenant on ${tenant.url}: ${inventory.join(', ')}. End it with Ctrl+C.\n`);
  const end = () => {
    void tenant.close();
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

function clockFrom(text: string): () => number {
  const start = Date.parse(text);
  if (Number.isNaN(start)) throw new Error('--now must be an instant such as 2026-11-23T09:00:00Z');
  const began = Date.now();
  return () => start + (Date.now() - began);
}
