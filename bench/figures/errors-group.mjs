import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { root } from '../../scripts/setup/project.mjs';
import { median } from '../harness.mjs';
import { startHost } from '../library-host.mjs';

const texts = 100_000;
/** Milliseconds in which a month of a busy tenant is to be grouped. */
const budget = 10_000;
const start = Date.UTC(2026, 10, 1);

/**
 * 100,000 error texts in an encrypted library get their signatures from the built library host, in its own process, against hashing the raw texts in
 * memory and nothing else. Beside it stands how long a small query waited meanwhile.
 * @param {number} [runs]
 */
export async function errorsGroup(runs = 3) {
  const all = differentTexts();
  /** @type {number[]} */
  const ours = [];
  /** @type {number[]} */
  const reference = [];
  let groups = 0;
  let longestWait = 0;
  for (let run = 0; run < runs; run++) {
    const signed = await signAll(all);
    ours.push(signed.time);
    groups = signed.groups;
    longestWait = Math.max(longestWait, signed.longestWait);
    reference.push(hashAll(all));
  }
  return {
    name: 'errors-group',
    ours: median(ours),
    reference: median(reference),
    budget,
    more: true,
    unit: 'ms',
    runs,
    note: `${texts} texts, ${groups} groups; a small query waited ${Math.round(longestWait)} ms at most`,
  };
}

/** The texts of the labelled set with other numbers each time: no two are equal. */
function differentTexts() {
  const file = join(root, 'tests', 'labels', 'error-texts', 'half-one.json');
  const set = /** @type {{ text: string }[]} */ (JSON.parse(readFileSync(file, 'utf8')));
  return Array.from({ length: texts }, (_, index) => {
    const text = set[index % set.length]?.text ?? '';
    return `${text.replaceAll(/\d{4,}/g, (digits) => String(Number(digits.slice(0, 9)) + index))}\nThe MPL ID for the failed message is : AG${String(index).padStart(26, 'x')}`;
  });
}

/** @param {readonly string[]} all */
function hashAll(all) {
  const began = performance.now();
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const text of all) {
    const id = createHash('sha1').update(text).digest('hex');
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  if (counts.size !== all.length) throw new Error('Texts are equal.');
  return performance.now() - began;
}

/** @param {readonly string[]} all */
async function signAll(all) {
  const folder = mkdtempSync(join(tmpdir(), 'errors-group-'));
  const host = startHost();
  try {
    await host.ask({ type: 'open', place: { file: join(folder, 'bench.db'), key: randomBytes(32) } });
    await fill(host, all);
    let isDone = false;
    let longestWait = 0;
    const began = performance.now();
    const signing = host.ask({ type: 'sign-errors' }).then((value) => {
      isDone = true;
      return value;
    });
    while (!isDone) {
      const asked = performance.now();
      await host.ask({ type: 'all', sql: 'SELECT count(*) AS n FROM flows', params: [] });
      longestWait = Math.max(longestWait, performance.now() - asked);
      // As a person asks: not one question after the other.
      await pause(20);
    }
    const signed = await signing;
    const time = performance.now() - began;
    if (signed !== all.length) throw new Error(`${String(signed)} texts were signed.`);
    const sql = 'SELECT count(DISTINCT signature) AS n FROM message_errors';
    const [row] = /** @type {{ n: number }[]} */ (await host.ask({ type: 'all', sql, params: [] }));
    return { time, groups: row?.n ?? 0, longestWait };
  } finally {
    host.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {ReturnType<typeof startHost>} host @param {readonly string[]} all */
async function fill(host, all) {
  const flow = { sql: "INSERT INTO flows VALUES (1, 'Orders', 'Orders', '', '', '', 'orders')", params: [] };
  await host.ask({ type: 'write', statements: [flow] });
  for (let at = 0; at < all.length; at += 10_000) {
    const piece = all.slice(at, at + 10_000);
    await host.ask({
      type: 'write',
      statements: [
        {
          sql: "INSERT INTO messages (guid, start, status, flow) VALUES (?, ?, 'FAILED', 1)",
          rows: piece.map((_, index) => [`M${at + index}`, start + (at + index) * 1_000]),
        },
        {
          sql: "INSERT INTO message_parts (guid, part, value, read_at) VALUES (?, 'error', ?, ?)",
          rows: piece.map((text, index) => [`M${at + index}`, JSON.stringify({ text }), start]),
        },
      ],
    });
  }
}
