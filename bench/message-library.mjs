import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from 'vite';

import { nodePart } from '../scripts/build/configurations.mjs';
import { root } from '../scripts/setup/project.mjs';
import { startHost } from './library-host.mjs';

const days = 30;
const flows = 300;
const page = 5_000;
const hour = 3_600_000;

/** The app's own code that writes and reads messages, as one file that Node runs. */
export async function messageCode() {
  const input = { 'message-code': 'bench/message-code.ts' };
  await build({ ...nodePart('bench', input, 'out/bench', false).configuration, logLevel: 'warn' });
  const file = join(root, 'out', 'bench', 'message-code.js');
  return /** @type {Promise<typeof import('./message-code.ts')>} */ (import(pathToFileURL(file).href));
}

/** A number from 0 to 1 that is always the same for the same numbers. @param {number} a @param {number} [b] */
function hash(a, b = 0) {
  let x = (Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35)) >>> 0;
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d) >>> 0;
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39) >>> 0;
  return ((x ^ (x >>> 15)) >>> 0) / 4_294_967_296;
}

/** Few flows make most of the traffic; each has its partners, some have many. @param {number} n @param {number} now @param {number} size */
export function logOf(n, now, size) {
  const flow = Math.floor(flows * hash(n, 1) ** 3);
  const partner = flow % 7 === 0 ? Math.floor(40 * hash(n, 2)) : 0;
  const dice = hash(n, 3);
  const status =
    dice < 0.965
      ? 'COMPLETED'
      : dice < 0.99
        ? 'FAILED'
        : dice < 0.995
          ? 'RETRY'
          : dice < 0.999
            ? 'ESCALATED'
            : 'PROCESSING';
  const start = now - Math.floor(((n + hash(n, 4)) / size) * days * 24 * hour);
  const id = (/** @type {string} */ kind, /** @type {number} */ of) =>
    `A${kind}${Math.floor(hash(of, 5) * 1e9).toString(36)}${of.toString(36)}`.padEnd(28, 'x');
  return {
    guid: id('G', n),
    start,
    end: status === 'PROCESSING' ? undefined : start + Math.floor(20 * Math.exp(hash(n, 6) * 8)),
    status,
    correlationId: id('C', Math.floor(n / 3)),
    applicationId: hash(n, 7) < 0.6 ? `ORDER-${Math.floor(hash(n, 8) * 1e7)}` : undefined,
    applicationType: flow % 5 === 0 ? 'Order' : undefined,
    sender: flow % 3 === 0 ? undefined : `SENDER_${flow % 11}_${partner}`,
    receiver: flow % 4 === 0 ? undefined : `RECEIVER_${flow % 13}`,
    customStatus: flow % 10 === 0 && status === 'COMPLETED' ? ['Posted', 'Parked', 'Ignored'][n % 3] : status,
    logLevel: flow % 50 === 0 ? 'DEBUG' : 'INFO',
    transactionId: hash(n, 9) < 0.1 ? id('T', n) : undefined,
    flow: {
      id: `Flow_${flow}`,
      name: `Replicate object ${flow} from here to there`,
      type: 'INTEGRATION_FLOW',
      packageId: `Package${flow % 40}`,
      packageName: `Package ${flow % 40}`,
    },
  };
}

/**
 * An encrypted library with messages of 30 days, those that failed with error texts and custom headers; written by the app's own code.
 * @param {number} size
 * @param {Awaited<ReturnType<typeof messageCode>>} code
 */
export async function filledLibrary(size, code) {
  const folder = mkdtempSync(join(tmpdir(), 'messages-query-'));
  const place = { file: join(folder, 'bench.db'), key: randomBytes(32) };
  const now = Date.now();
  const opened = await openHost(place);
  for (let at = 0; at < size; at += page) {
    const logs = Array.from({ length: Math.min(page, size - at) }, (_, index) =>
      logOf(at + index, now, size),
    );
    await code.MessageWriter.of(opened.library).write(logs);
    await opened.library.write([partsOf(logs)]);
  }
  await opened.end();
  return { place, now, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @param {readonly ReturnType<typeof logOf>[]} logs */
function partsOf(logs) {
  const rows = logs
    .filter(({ status }) => status === 'FAILED')
    .flatMap(({ guid, applicationId, start }, index) => [
      [
        guid,
        'customHeaders',
        JSON.stringify([
          { name: 'orderId', value: applicationId ?? 'none' },
          { name: 'plant', value: String(index % 20) },
        ]),
        start,
      ],
      [guid, 'error', JSON.stringify({ text: errorText(guid, index) }), start],
    ]);
  return { sql: 'INSERT INTO message_parts (guid, part, value, read_at) VALUES (?, ?, ?, ?)', rows };
}

/** @param {string} guid @param {number} index */
function errorText(guid, index) {
  const cause = [
    'Read timed out',
    'HTTP 503: Service Unavailable',
    'Cannot produce target element /Order/Item',
  ][index % 3];
  return `com.sap.it.rt.adapter.http.api.exception.HttpResponseException: An internal server error occured: ${cause}.\nThe MPL ID for the failed message is : ${guid}\n${'at java.base/java.lang.Thread.run '.repeat(6)}`;
}

/** The built library host with a library open. @param {{ file: string, key: Uint8Array }} place */
export async function openHost(place) {
  const host = startHost();
  await host.ask({ type: 'open', place });
  /** @type {{ sql: string, params: readonly import('../src-main/library/library.ts').SqlValue[] }[]} */
  const asked = [];
  /** @type {import('../src-main/library/library.ts').Library['all']} */
  const all = async (sql, params = []) => {
    asked.push({ sql, params });
    return /** @type {any} */ (await host.ask({ type: 'all', sql, params }));
  };
  /** @type {import('../src-main/library/library.ts').Library} */
  const library = {
    all,
    get: async (sql, params) => /** @type {any} */ ((await all(sql, params))[0]),
    write: async (statements) => {
      await host.ask({ type: 'write', statements });
    },
    compact: async () => {
      await host.ask({ type: 'compact' });
    },
    signErrors: async () => Number(await host.ask({ type: 'sign-errors' })),
  };
  return {
    library,
    /** What was asked since the last time. */
    taken: () => asked.splice(0),
    end: async () => {
      await host.ask({ type: 'close' });
      host.end();
    },
  };
}
