import { Reader } from '../reader/reader.ts';
import type { OAuthKey } from '../reader/token.ts';
import type { ClientName, RunningServer } from './server-process.ts';
import { startServer } from './server-process.ts';

/** A tenant as the probes see it: one reader per client, each with its own roles. */
export interface Tenant {
  readonly url: string;
  readonly administrator: Reader;
  readonly operator: Reader;
  readonly reader: Reader;
  readonly nothing: Reader;
}

/** The readers of a running server; `through` is the address of a proxy in front of it. */
export function tenantOf(server: Pick<RunningServer, 'url' | 'keys'>, through = server.url): Tenant {
  const of = (name: ClientName): Reader =>
    new Reader(name, redirected(server.keys[name], server.url, through));
  return {
    url: through,
    administrator: of('administrator'),
    operator: of('operator'),
    reader: of('reader'),
    nothing: of('nothing'),
  };
}

function redirected(key: OAuthKey, from: string, to: string): OAuthKey {
  return { ...key, url: key.url.replace(from, to), tokenurl: key.tokenurl.replace(from, to) };
}

/** Seed and volume of every test that does not ask for others. */
export const USUAL = { seed: 7, messages: 20_000 } as const;

export async function startTenant(
  options: Readonly<Record<string, string | number>> = {},
): Promise<{ tenant: Tenant; server: RunningServer }> {
  const server = await startServer({ ...USUAL, ...options });
  return { tenant: tenantOf(server), server };
}
