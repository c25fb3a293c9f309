import { readFileSync } from 'node:fs';

import { describe, expect, it, vi } from 'vitest';

import { createContent } from '../../../../src-demo-tenant/content/create-content.ts';
import type { Difference } from '../../../../src-shared/compare/difference.ts';
import { lineOf } from '../../../../src-shared/compare/words.ts';
import { artifactsOf, smallTenant } from '../../demo-tenant/content/readers.ts';
import { corpusFiles, isCorpusThere, whyNoCorpus } from '../content/reader/corpus.ts';
import { compared } from './compared.ts';
import { scrambled } from './scramble.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Every so many of the corpus and of the demo tenant; all of them are read in the long tests. */
const step = 9;
const demoStep = 4;

describe('an artifact in another form', () => {
  const artifacts = artifactsOf(createContent(smallTenant)).filter((_, at) => at % demoStep === 0);

  it('is no difference: zipped anew, reformatted, reordered, moved', async () => {
    expect(artifacts.length).toBeGreaterThan(10);
    for (const [seed, artifact] of artifacts.entries()) {
      const zip = artifact.zip();
      expect(await linesOf(zip, zip), artifact.id).toEqual([]);
      expect(await linesOf(zip, scrambled(zip, { seed, ids: false })), artifact.id).toEqual([]);
    }
  });

  it('is no difference with other ids, also where they are old ids of something else', async () => {
    for (const [seed, artifact] of artifacts.entries()) {
      const zip = artifact.zip();
      expect(await linesOf(zip, scrambled(zip, { seed, ids: true })), artifact.id).toEqual([]);
    }
  });

  it('is told when asked for', async () => {
    const zip = artifacts.find(({ id }) => id !== '')?.zip() ?? new Uint8Array();
    const asked = { layout: true, ids: true, stamps: true };
    const { comparison } = await compared(zip, scrambled(zip, { seed: 1, ids: true }), asked);
    const kinds = new Set(comparison.differences.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['element-id', 'shape-moved', 'stamp']);
  });

  it.skipIf(!isCorpusThere)(`is no difference for real artifacts${whyNoCorpus}`, async () => {
    const some = corpusFiles('artifacts').filter((_, at) => at % step === 0);
    expect(some.length).toBeGreaterThan(30);
    for (const [seed, { path }] of some.entries()) {
      const zip = readFileSync(path);
      expect(await linesOf(zip, scrambled(zip, { seed, ids: seed % 2 === 0 })), path).toEqual([]);
    }
  });
});

describe('comparing the other way round', () => {
  it.skipIf(!isCorpusThere)(`is the mirror image${whyNoCorpus}`, async () => {
    const files = corpusFiles('artifacts').filter((_, at) => at % 31 === 0);
    for (const [at, { path }] of files.entries()) {
      const other = files[(at + 1) % files.length]?.path ?? path;
      const there = await compared(path, other);
      const back = await compared(other, path);
      expect(there.comparison.differences.length).toBeGreaterThan(0);
      expect(keys(back.comparison.differences.map(mirrored)), `${path} and ${other}`).toEqual(
        keys(there.comparison.differences),
      );
    }
  });
});

async function linesOf(before: Uint8Array, after: Uint8Array): Promise<readonly string[]> {
  const { comparison } = await compared(before, after);
  return comparison.differences.map((each) => lineOf(each));
}

function mirrored(difference: Difference): Difference {
  const { kind, change, before, after, place } = difference;
  const swap: Readonly<Record<string, string>> = { added: 'removed', removed: 'added' };
  return {
    ...difference,
    kind: kind.replace(/(added|removed)$/, (word) => swap[word] ?? word) as Difference['kind'],
    change: (swap[change] ?? change) as Difference['change'],
    before: after,
    after: before,
    place: { ...place, before: place.after, after: place.before },
  };
}

/** Subjects name the side after, labels too. */
function keys(differences: readonly Difference[]): readonly string[] {
  return differences
    .map(({ kind, change, before, after, place }) =>
      JSON.stringify([kind, change, before, after, place.before, place.after]),
    )
    .sort();
}
