import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, type Page, test } from '@playwright/test';

import { startMeasured } from '../../bench/first-paint.mjs';
import { launchOptions } from '../../scripts/setup/launch-options.mjs';
import { root } from '../../scripts/setup/project.mjs';
import { startKeyRing } from '../e2e/fixtures/key-ring.mjs';
import { startTenant } from '../e2e/fixtures/tenant.ts';
import { textBelow } from '../e2e/fixtures/text-below.ts';
import { ConnectionsPage } from '../e2e/pages/connections-page.ts';
import { unpacked } from './unpacked-app.ts';

/** Milliseconds. Main never takes longer for a call that waits for nobody, however busy the machine is. */
const longestReply = 2_000;
/** Milliseconds after which a main that still does not answer is taken for frozen; then it hears no SIGTERM either. */
const frozen = 45_000;

interface Kept {
  readonly secrets: Readonly<Record<string, { readonly scheme: string }>>;
}

interface Bridge {
  readonly jobs: { list(input: undefined, callId: string): Promise<{ ok: boolean }> };
  readonly app: {
    info(
      input: undefined,
      callId: string,
    ): Promise<{ ok: boolean; value?: { secretStorage: { state: string } } }>;
  };
}

const { executablePath, args } = launchOptions();
const forms = [
  { form: 'unpackaged', executablePath, args },
  {
    form: 'packaged',
    executablePath: join(unpacked, 'tenant-atlas'),
    args: args.filter((argument) => argument !== root),
  },
];

test.skip(process.platform !== 'linux', 'only on Linux can a locked key ring freeze a program');

for (const { form, ...program } of forms) {
  test(`a locked key ring whose prompt stands on the display freezes nothing, ${form}`, async () => {
    const ring = await startKeyRing({ unlocked: false });
    const tenant = await startTenant(['--messages', '2000']);
    const userData = mkdtempSync(join(tmpdir(), 'atlas-locked-'));
    const { page, child, end } = await startMeasured({
      ...program,
      userData,
      args: [...program.args, ...ring.switches],
      environment: ring.environment,
      ownKeyRing: true,
    });
    const watchdog = setTimeout(() => child.kill('SIGKILL'), frozen);
    try {
      const { state, slowest } = await askUntilTheRingIsKnown(page);
      // On a busy machine the prompter is still starting when the app has given up waiting for it.
      await expect.poll(ring.isPrompting, { message: 'the prompt was on the display' }).toBe(true);
      expect(state).toBe('locked');
      expect(slowest).toBeLessThan(longestReply);
      await expect(page.getByText('The key ring is locked').first()).toBeVisible();

      // The first fetch is where Chromium itself would ask the ring, for its cookies.
      const connections = new ConnectionsPage(page);
      const key = tenant.key('operator');
      await connections.pasteKey(key);
      await connections.field('Name').fill('Under test');
      await connections.test();
      await expect(connections.check('Token')).toContainText('Passed');
      await connections.save();
      await expect(connections.line('Under test')).toBeVisible();
      expect(textBelow(userData)).not.toContain(key.oauth.clientsecret);

      // The ring still does not answer; what was typed meanwhile finds a place without it.
      await page.keyboard.press('Control+k');
      await page.keyboard.type('Protect with a passphrase');
      await page.getByRole('option', { name: /^Protect with a passphrase/ }).click();
      const protect = page.getByRole('dialog', { name: 'Protect with a passphrase' });
      await protect.getByLabel('New passphrase', { exact: true }).fill('correct horse, battery staple');
      await protect.getByLabel('New passphrase again').fill('correct horse, battery staple');
      await protect.getByRole('button', { name: 'Protect' }).click();
      await expect(protect).toBeHidden();
      const { secrets } = JSON.parse(readFileSync(join(userData, 'secrets.json'), 'utf8')) as Kept;
      expect(Object.values(secrets).map(({ scheme }) => scheme)).toContain('vault');
      expect(await ring.isPrompting(), 'the prompt was still on the display').toBe(true);
      expect(textBelow(userData)).not.toContain(key.oauth.clientsecret);
    } finally {
      clearTimeout(watchdog);
      await end();
      await rm(userData, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
      await tenant.close();
      await ring.close();
    }
  });
}

/** Asks main for something else again and again until it knows what the ring says; a frozen main never answers. */
function askUntilTheRingIsKnown(page: Page): Promise<{ state: string | undefined; slowest: number }> {
  return page.evaluate(async () => {
    const { jobs, app } = (globalThis as unknown as { tenantAtlas: Bridge }).tenantAtlas;
    let state: string | undefined;
    let isKnown = false;
    const info = app.info(undefined, 'locked-info').then((reply) => {
      state = reply.value?.secretStorage.state;
      isKnown = true;
    });
    let slowest = 0;
    for (let count = 0; !isKnown; count++) {
      const asked = performance.now();
      const { ok } = await jobs.list(undefined, `locked-${count}`);
      if (!ok) throw new Error('main refused to list the jobs');
      slowest = Math.max(slowest, performance.now() - asked);
      await new Promise((next) => requestAnimationFrame(next));
    }
    await info;
    return { state, slowest };
  });
}
