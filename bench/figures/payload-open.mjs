import { fork } from 'node:child_process';
import { join } from 'node:path';

import { inTurns, median } from '../harness.mjs';
import { startPayloadReader } from '../payload-process.mjs';

/** Megabytes; a smaller one for a quick look. */
const size = Number(process.env['PAYLOAD_MEGABYTES'] ?? 100);
const megabyte = 1024 * 1024;
const look = { isPretty: false };

/**
 * From the first byte to the first rows of 100 MB of XML, in the built payload reader, against moving the same pieces into another process and
 * counting their lines there. Beside it stand how long the last rows, printing and finding take.
 * @param {number} [runs]
 */
export async function payloadOpen(runs = 5) {
  const pieces = xmlPieces(size);
  /** @type {{ last: number[], pretty: number[], find: number[] }} */
  const more = { last: [], pretty: [], find: [] };
  const opened = await inTurns(
    runs,
    async () => {
      const reader = startPayloadReader();
      try {
        await reader.ask({ type: 'check', needle: { kind: 'text', text: 'a', matchCase: true } });
        const began = performance.now();
        reader.give(pieces);
        const { kind } = await reader.ask({ type: 'recognise' });
        if (kind !== 'xml') throw new Error(`100 MB of XML are taken for ${kind}.`);
        await reader.ask({ type: 'text', look, most: 1_000_000 });
        const { total } = await reader.ask({ type: 'rows', look, width: 120, offset: 0, limit: 100 });
        const time = performance.now() - began;
        more.last.push(
          await timed(() => reader.ask({ type: 'rows', look, width: 120, offset: total - 100, limit: 100 })),
        );
        const needle = { text: 'TENT-99999999', isRegex: false, matchCase: false, most: 10_000 };
        more.find.push(await timed(() => reader.ask({ type: 'find', look, width: 120, ...needle })));
        more.pretty.push(
          await timed(() =>
            reader.ask({ type: 'rows', look: { isPretty: true }, width: 120, offset: 0, limit: 100 }),
          ),
        );
        return time;
      } finally {
        reader.end();
      }
    },
    () => movedAndCounted(pieces),
  );
  const seconds = (/** @type {number[]} */ times) => `${(median(times) / 1_000).toFixed(1)} s`;
  return {
    name: 'payload-open',
    ...opened,
    budget: 2,
    unit: 'ms',
    note: `${size} MB; last rows ${Math.round(median(more.last))} ms, find to the end ${seconds(more.find)}, pretty print ${seconds(more.pretty)}`,
  };
}

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** What no viewer can do without: the bytes in another process, and where their lines end. @param {readonly Uint8Array[]} pieces */
async function movedAndCounted(pieces) {
  const child = fork(join(import.meta.dirname, '..', 'count-lines.mjs'), [], { serialization: 'advanced' });
  try {
    await new Promise((resolve) => {
      child.once('message', resolve);
    });
    const began = performance.now();
    for (const piece of pieces) child.send(piece);
    const counted = new Promise((resolve) => {
      child.once('message', resolve);
    });
    child.send('end');
    if (!(Number(await counted) > 0)) throw new Error('No lines were counted.');
    return performance.now() - began;
  } finally {
    child.kill();
  }
}

/** @param {number} megabytes */
function xmlPieces(megabytes) {
  const item = (/** @type {number} */ index) =>
    `  <Item position="${index}"><Material>TENT-${index % 700}</Material><Text>Zelt für Größe ${index}</Text></Item>\n`;
  let text = '';
  for (let index = 0; text.length < megabyte; index += 1) text += item(index);
  const piece = new TextEncoder().encode(text);
  const encoder = new TextEncoder();
  return [
    encoder.encode('<?xml version="1.0" encoding="UTF-8"?>\n<Orders>\n'),
    ...Array.from({ length: megabytes }, () => piece),
    encoder.encode('</Orders>\n'),
  ];
}
