import { newPlace, openApp } from '../app-window.mjs';
import { startDemoTenant, tokenOf } from '../demo-tenant.mjs';
import { median } from '../harness.mjs';
import { startRecordingProxy } from '../recording-proxy.mjs';

const range = { kind: 'last', minutes: 30 * 24 * 60 };

/** @param {number} [runs] */
export function messagesIn(runs = 3) {
  return measure('messages-in', 200_000, runs);
}

/** The same with a month of a busy tenant; `BENCH_MESSAGES` tries it with fewer. @param {number} [runs] */
export function messagesSync(runs = 1) {
  return measure('messages-sync', Number(process.env['BENCH_MESSAGES'] ?? 1_000_000), runs);
}

/**
 * Messages from the demo tenant into an encrypted library, against the same requests with fetch and JSON.parse only, at
 * the same concurrency. Which requests those are is written down in a run of its own, which is not counted.
 * @param {string} name @param {number} messages @param {number} runs
 */
async function measure(name, messages, runs) {
  const tenant = await startDemoTenant(['--messages', String(messages), '--seed', '7']);
  const proxy = await startRecordingProxy(tenant.url);
  try {
    await oneSync(tenant.key(proxy.url), messages);
    // Not what is read of single messages behind the sync.
    const paths = proxy.passed
      .filter(({ path }) => /\/MessageProcessingLogs(\/\$count)?\?/.test(path))
      .map(({ path }) => path);
    const atOnce = proxy.mostAtOnce();
    /** @type {number[]} */
    const ours = [];
    /** @type {number[]} */
    const reference = [];
    for (let run = 0; run < runs; run++) {
      ours.push(await oneSync(tenant.key(), messages));
      reference.push(await fetchAll(tenant.key(), messages, paths, atOnce));
    }
    return {
      name,
      ours: median(ours),
      reference: median(reference),
      budget: 1.6,
      unit: 'ms',
      runs,
      note: `${messages} messages, ${paths.length} requests, ${atOnce} at once`,
    };
  } finally {
    await proxy.end();
    await tenant.end();
  }
}

/** @param {import('../app-window.mjs').Key} key @param {number} messages */
async function oneSync(key, messages) {
  const place = await newPlace();
  const app = await openApp(place);
  try {
    const connectionId = await app.connect(key);
    const { jobId } = /** @type {{ jobId: string }} */ (
      await app.ask('messages.sync', { connectionId, range })
    );
    const time = await app.jobEnds(jobId);
    const { loaded } = /** @type {{ loaded: number }} */ (
      await app.ask('messages.loaded', { connectionId, range })
    );
    if (loaded < messages * 0.99) throw new Error(`Only ${loaded} of ${messages} messages came in.`);
    return time;
  } finally {
    await app.end();
    await place.remove();
  }
}

/** @param {import('../app-window.mjs').Key} key @param {number} messages @param {readonly string[]} paths @param {number} atOnce */
async function fetchAll(key, messages, paths, atOnce) {
  const authorization = `Bearer ${await tokenOf(key)}`;
  const waiting = [...paths];
  const began = performance.now();
  let entities = 0;
  const worker = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const answer = await fetch(new URL(path, key.url), {
        headers: { authorization, accept: 'application/json' },
      });
      const text = await answer.text();
      if (answer.status === 429) waiting.push(path);
      else if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      else entities += JSON.parse(text).d?.results?.length ?? 0;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const time = performance.now() - began;
  if (entities < messages * 0.99) throw new Error(`The reference read only ${entities} messages.`);
  return time;
}
