import type { RunningApp } from '../e2e/fixtures/launch.ts';
import { startTenant } from '../e2e/fixtures/tenant.ts';
import { expect, test } from '../e2e/fixtures/test.ts';

const kills = 20;
const range = { kind: 'last', minutes: 30 * 24 * 60 } as const;

interface Loaded {
  readonly loaded: number;
  readonly onTenant?: number;
  readonly complete: boolean;
  readonly gaps: readonly { from: number; to: number }[];
}

/** Calls main over the bridge of the real window, as the views do. */
async function ask<T>({ window }: RunningApp, path: string, input: unknown): Promise<T> {
  const reply = await window.evaluate(
    async ([domain, member, value]) => {
      const { tenantAtlas } = globalThis as unknown as {
        tenantAtlas: Record<string, Record<string, (input: unknown, id: string) => Promise<unknown>>>;
      };
      return tenantAtlas[domain]?.[member]?.(value, Math.random().toString(36));
    },
    [...path.split('.'), input] as [string, string, unknown],
  );
  const { ok, value, error } = reply as { ok: boolean; value: T; error: unknown };
  if (!ok) throw new Error(`${path}: ${JSON.stringify(error)}`);
  return value;
}

test('kill -9 during a sync, twenty times: nothing confirmed is lost, and the next sync completes', async ({
  start,
}) => {
  const tenant = await startTenant(['--messages', '30000', '--latency', '40', '--seed', '5']);
  const { oauth } = tenant.key('administrator');
  const first = await start();
  const { id: connectionId } = await ask<{ id: string }>(first, 'connections.save', {
    name: 'Killed',
    tenantUrl: oauth.url,
    access: { kind: 'client-secret', tokenUrl: oauth.tokenurl, clientId: oauth.clientid },
    secrets: { clientSecret: oauth.clientsecret },
    environment: 'test',
    colour: 'none',
    notes: '',
  });
  await first.close();

  let confirmed = 0;
  for (let kill = 0; kill < kills; kill++) {
    const app = await start();
    const before = await ask<Loaded>(app, 'messages.loaded', { connectionId, range });
    expect(before.loaded, `after kill ${kill}`).toBeGreaterThanOrEqual(confirmed);
    await ask(app, 'messages.sync', { connectionId, range });
    // Let it get somewhere, another distance each time.
    const wanted = before.loaded + 1 + Math.floor(Math.random() * 1500);
    await expect
      .poll(async () => {
        const now = await ask<Loaded>(app, 'messages.loaded', { connectionId, range });
        return now.loaded >= wanted || now.complete;
      })
      .toBe(true);
    confirmed = (await ask<Loaded>(app, 'messages.loaded', { connectionId, range })).loaded;
    app.app.process().kill('SIGKILL');
    await app.window.waitForEvent('close').catch(() => undefined);
  }

  const last = await start();
  await ask(last, 'messages.sync', { connectionId, range });
  await expect
    .poll(async () => (await ask<Loaded>(last, 'messages.loaded', { connectionId, range })).complete, {
      timeout: 120_000,
    })
    .toBe(true);
  const whole = await ask<Loaded>(last, 'messages.loaded', { connectionId, range });
  const token = (await (
    await fetch(oauth.tokenurl, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${oauth.clientid}:${oauth.clientsecret}`).toString('base64')}`,
      },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })
  ).json()) as { access_token: string };
  const count = await fetch(`${oauth.url}/api/v1/MessageProcessingLogs/$count`, {
    headers: { authorization: `Bearer ${token.access_token}` },
  });
  // The tenant lives on while we look: a handful may have begun since.
  const truth = Number(await count.text());
  expect(Math.abs(truth - whole.loaded)).toBeLessThan(40);
  await tenant.close();
});
