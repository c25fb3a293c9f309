import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { createContent } from '../../src-demo-tenant/content/create-content.ts';
import { lineOf } from '../../src-shared/compare/words.ts';
import { artifactsOf, smallTenant } from '../unit/demo-tenant/content/readers.ts';
import { compared } from '../unit/main/compare/compared.ts';
import { scrambled } from '../unit/main/compare/scramble.ts';
import { corpusFiles, isCorpusThere, whyNoCorpus } from '../unit/main/content/reader/corpus.ts';

describe.skipIf(!isCorpusThere)(`every real artifact in another form${whyNoCorpus}`, () => {
  it.each([false, true])('is no difference; with other ids: %s', async (ids) => {
    const files = corpusFiles('artifacts');
    expect(files.length).toBeGreaterThan(300);
    for (const [seed, { path }] of files.entries()) {
      const zip = readFileSync(path);
      const { comparison } = await compared(zip, scrambled(zip, { seed, ids }));
      expect(
        comparison.differences.map((each) => lineOf(each)),
        path,
      ).toEqual([]);
    }
  });
});

describe('every artifact of the demo tenant in another form', () => {
  it.each([false, true])('is no difference; with other ids: %s', async (ids) => {
    const artifacts = artifactsOf(createContent(smallTenant));
    expect(artifacts.length).toBeGreaterThan(80);
    for (const [seed, artifact] of artifacts.entries()) {
      const zip = artifact.zip();
      const { comparison } = await compared(zip, scrambled(zip, { seed, ids }));
      expect(
        comparison.differences.map((each) => lineOf(each)),
        artifact.id,
      ).toEqual([]);
    }
  });
});
