import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { launchOptions } from '../scripts/setup/launch-options.mjs';
import { startKeyRing } from '../tests/e2e/fixtures/key-ring.mjs';
import { startMeasured } from './first-paint.mjs';

/** @typedef {{ clientid: string, clientsecret: string, url: string, tokenurl: string }} Key */

/**
 * The app with a real key ring, so that its library is an encrypted file.
 * @typedef {object} AppWindow
 * @property {number | undefined} pid
 * @property {import('@playwright/test').Page} page
 * @property {<T>(path: string, input?: unknown) => Promise<T>} ask calls main over the bridge, as the views do
 * @property {(key: Key) => Promise<string>} connect answers the id of a new connection
 * @property {(jobId: string) => Promise<number>} jobEnds answers how long the job took, ms
 * @property {() => Promise<void>} end
 */

/** A place that lasts over several starts. */
export async function newPlace() {
  const keyRing = await startKeyRing();
  const userData = mkdtempSync(join(tmpdir(), 'atlas-bench-'));
  return {
    keyRing,
    userData,
    remove: async () => {
      await keyRing.close();
      await rm(userData, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
}

/** @param {Awaited<ReturnType<typeof newPlace>>} place @returns {Promise<AppWindow>} */
export async function openApp({ keyRing, userData }) {
  const { executablePath, args } = launchOptions();
  const started = await startMeasured({
    executablePath,
    args: [...args, ...keyRing.switches],
    userData,
    environment: keyRing.environment,
    ownKeyRing: true,
  });
  const { page } = started;
  /** @type {AppWindow['ask']} */
  const ask = async (path, input) => {
    const reply = await page.evaluate(
      async ([domain, member, value]) => {
        const bridge = /** @type {any} */ (globalThis).tenantAtlas;
        return bridge[String(domain)][String(member)](value, Math.random().toString(36));
      },
      [...path.split('.'), input],
    );
    if (!reply.ok) throw new Error(`${path}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  };
  return {
    pid: started.child.pid,
    page,
    ask,
    connect: async ({ url, tokenurl, clientid, clientsecret }) => {
      const saved = /** @type {{ id: string }} */ (
        await ask('connections.save', {
          name: 'Bench',
          tenantUrl: url,
          access: { kind: 'client-secret', tokenUrl: tokenurl, clientId: clientid },
          secrets: { clientSecret: clientsecret },
          environment: 'test',
          colour: 'none',
          notes: '',
        })
      );
      return saved.id;
    },
    jobEnds: async (jobId) => {
      for (;;) {
        const list =
          /** @type {{ id: string, state: string, startedAt: number, finishedAt?: number, error?: unknown }[]} */ (
            await ask('jobs.list')
          );
        const job = list.find(({ id }) => id === jobId);
        if (!job) throw new Error(`The job ${jobId} is gone.`);
        if (job.state === 'done' && job.finishedAt !== undefined) return job.finishedAt - job.startedAt;
        if (job.state !== 'running')
          throw new Error(`The job ended as ${job.state}: ${JSON.stringify(job.error)}`);
        // Main tells when anything changed; a second is the longest that matters here.
        await page.evaluate(
          () =>
            new Promise((done) => {
              const bridge = /** @type {any} */ (globalThis).tenantAtlas;
              const stop = bridge.jobs.changed(() => {
                stop();
                done(undefined);
              });
              setTimeout(() => {
                stop();
                done(undefined);
              }, 1000);
            }),
        );
      }
    },
    end: started.end,
  };
}
