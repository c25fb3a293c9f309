import { readFileSync, statSync } from 'node:fs';

import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { createContent } from '../../src-demo-tenant/content/create-content.ts';
import { readContent } from '../../src-main/content/reader/read-content.ts';
import { Refusal } from '../../src-main/content/reader/refusal.ts';
import { artifactsOf, smallTenant } from '../unit/demo-tenant/content/readers.ts';
import { zipOf } from '../unit/main/content/reader/build-artifact.ts';
import { corpusFiles, isCorpusThere } from '../unit/main/content/reader/corpus.ts';

const variants = 12_000;
/** Larger ones are broken in the same ways, only slower. */
const largest = 30_000;

describe('broken variants of good artifacts', () => {
  it(`${variants} variants are read or refused, none is a fault`, async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
    process.stderr.write(
      `broken artifacts: SEED=${seed}${isCorpusThere ? '' : ', without ../shared/corpus'}\n`,
    );
    const random = numbersFrom(seed);
    const good = goodOnes();
    expect(good.length).toBeGreaterThan(50);
    const counts = { read: 0, refused: 0 };
    for (let at = 0; at < variants; at++) {
      const base = good[Math.floor(random() * good.length)] ?? new Uint8Array();
      const variant = at % 2 === 0 ? broken(base, random) : brokenInside(base, random);
      const began = performance.now();
      try {
        // What comes out has to cross processes and be printed.
        JSON.stringify(structuredClone(await readContent(variant)));
        counts.read += 1;
      } catch (fault) {
        if (!(fault instanceof Refusal))
          throw new Error(`Variant ${at} of SEED=${seed} is a fault.`, { cause: fault });
        counts.refused += 1;
      }
      expect(performance.now() - began, `variant ${at} of SEED=${seed}`).toBeLessThan(10_000);
    }
    process.stderr.write(`broken artifacts: ${counts.read} read, ${counts.refused} refused\n`);
    expect(counts.read + counts.refused).toBe(variants);
    expect(counts.read).toBeGreaterThan(variants / 20);
    expect(counts.refused).toBeGreaterThan(variants / 20);
  });
});

function goodOnes(): readonly Uint8Array[] {
  const content = createContent({ ...smallTenant, packages: 10, artifacts: 60 });
  const demo = [
    ...artifactsOf(content).map((artifact) => artifact.zip()),
    ...content.packages.slice(0, 3).map((each) => each.export()),
  ];
  const real = isCorpusThere
    ? [...corpusFiles('artifacts'), ...corpusFiles('packages')]
        .filter(({ path }) => statSync(path).size < largest)
        .map(({ path }) => readFileSync(path))
    : [];
  return [...demo.filter((zip) => zip.length < largest), ...real];
}

/** Bytes of the zip flipped, cut out, swapped or doubled. */
function broken(bytes: Uint8Array, random: () => number): Uint8Array<ArrayBuffer> {
  let result = Uint8Array.from(bytes);
  const times = 1 + Math.floor(random() * 4);
  for (let time = 0; time < times; time++) {
    const at = Math.floor(random() * result.length);
    const length = 1 + Math.floor(random() * 64);
    const kind = Math.floor(random() * 5);
    if (kind === 0) result[at] = (result[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    else if (kind === 1)
      result = Uint8Array.from([...result.subarray(0, at), ...result.subarray(at + length)]);
    else if (kind === 2) result = result.slice(0, at);
    else if (kind === 3) result.copyWithin(Math.floor(random() * result.length), at, at + length);
    else result.fill(Math.floor(random() * 256), at, at + length);
  }
  return result;
}

/** One file of the artifact broken and zipped again, so that the fault lies behind the checksums. */
function brokenInside(zip: Uint8Array, random: () => number): Uint8Array {
  const files = unzipSync(zip);
  const paths = Object.keys(files).filter(
    (path) => !path.endsWith('/') && !/\.(groovy|gsh|xsd|jar)$/.test(path),
  );
  const path = paths[Math.floor(random() * paths.length)];
  if (path !== undefined)
    files[path] =
      random() < 0.5
        ? brokenText(files[path] ?? new Uint8Array(), random)
        : broken(files[path] ?? new Uint8Array(), random);
  return zipOf(files);
}

/** Words of the file exchanged for others: still text, and often still well-formed. */
function brokenText(bytes: Uint8Array, random: () => number): Uint8Array<ArrayBuffer> {
  const words = new TextDecoder().decode(bytes).split(/\b/);
  const times = 1 + Math.floor(random() * 20);
  for (let time = 0; time < times; time++) {
    const from = Math.floor(random() * words.length);
    words[Math.floor(random() * words.length)] = random() < 0.2 ? '' : (words[from] ?? '');
  }
  return new TextEncoder().encode(words.join(''));
}

/** mulberry32: small, and the same on every computer. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
