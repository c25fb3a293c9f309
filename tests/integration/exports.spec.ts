import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, expect, test } from 'vitest';

import { usualPattern } from '../../src-shared/exports/name-pattern.ts';
import { month, World } from './fixtures/world.ts';

const sets: Readonly<Record<string, string>> = {
  attachment: 'MessageProcessingLogAttachments',
  payload: 'MessageStoreEntries',
  'store-attachment': 'MessageStoreEntryAttachments',
};

let world: World;
afterEach(() => world.close());

/** What the tenant answers at an address, read by another reader than ours. */
async function truth(paths: readonly string[]): Promise<readonly string[]> {
  const { oauth } = world;
  const login = Buffer.from(`${oauth.clientid}:${oauth.clientsecret}`).toString('base64');
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  const headers = { authorization: `Basic ${login}` };
  const answer = await fetch(oauth.tokenurl, { method: 'POST', headers, body });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const contents: string[] = [];
  for (const path of paths) {
    const content = await fetch(`${world.tenant.url}/api/v1/${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    contents.push(await content.text());
  }
  return contents;
}

/** Cells of a line of the index that has no quoted ones. */
function cells(line: string): { file: string; result: string; kind: string; id: string } {
  const all = line.split(',');
  return { file: all[0] ?? '', result: all[1] ?? '', kind: all[2] ?? '', id: all.at(-1) ?? '' };
}

test('payloads come whole, also where the tenant breaks off and the app is started again', async () => {
  world = await World.start({ messages: 2_000 });
  await world.connect();
  expect(await world.sync()).toMatchObject({ state: 'done' });
  const { connectionId } = world;
  const filter = { range: month, statuses: ['FAILED'], flows: [] };
  const wanted = {
    connectionId,
    messages: { kind: 'query', filter },
    kinds: ['attachments', 'storeEntries'],
  } as const;
  expect(await world.app.job('exports.listPayloads', wanted as never)).toMatchObject({ state: 'done' });
  const plan = await world.app.call('exports.plan', wanted);
  expect(plan.unlisted).toBe(0);
  expect(plan.files).toBeGreaterThan(3);

  world.proxy.harm(/MessageProcessingLogAttachments\(.*\$value/, { kind: 'status', status: 503 });
  const download = { ...wanted, pattern: usualPattern, description: 'Failed ones' };
  expect(await world.app.job('exports.download', download as never)).toMatchObject({ state: 'failed' });
  const [halted] = await world.app.call('exports.downloads', { connectionId });
  expect(halted).toMatchObject({ files: plan.files, endedAt: undefined });
  expect(halted?.saved).toBeLessThan(plan.files);

  world.proxy.heal();
  await world.restart();
  const resumed = { connectionId, downloadId: halted?.id };
  expect(await world.app.job('exports.resume', resumed as never)).toMatchObject({ state: 'done' });
  expect(await world.app.call('exports.downloads', { connectionId })).toMatchObject([
    { files: plan.files, saved: plan.files, failed: 0, gone: 0, error: undefined },
  ]);

  const folder = halted?.folder ?? '';
  const index = readFileSync(join(folder, 'index.csv'), 'utf8').trimEnd().split('\r\n').slice(1).map(cells);
  expect(index).toHaveLength(plan.files);
  expect(new Set(index.map(({ result }) => result))).toEqual(new Set(['saved']));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files).toHaveLength(plan.files + 1);
  const paths = index.map(({ kind, id }) => {
    return `${sets[kind] ?? ''}('${encodeURIComponent(id)}')/$value`;
  });
  const saved = index.map(({ file }) => readFileSync(join(folder, file), 'utf8'));
  expect(saved).toEqual(await truth(paths));
});
