import { describe, expect, it, vi } from 'vitest';

import { createContent } from '../../../../../src-demo-tenant/content/create-content.ts';
import { readContent } from '../../../../../src-main/content/reader/read-content.ts';
import { isKnownAdapter, isKnownStep } from '../../../../../src-shared/content/artifact/names.ts';
import { artifactsOf, smallTenant } from '../../../demo-tenant/content/readers.ts';
import { countIndependently } from './independent-count.ts';

const content = createContent({ ...smallTenant, packages: 30, artifacts: 200 });

// Much of it is making the content, which takes its time on a busy computer.
vi.setConfig({ testTimeout: 120_000 });

describe('the reader on the content of the demo tenant', () => {
  it('reads every artifact without a warning, and finds what an independent reader finds', async () => {
    const artifacts = artifactsOf(content);
    expect(artifacts.length).toBeGreaterThan(150);
    for (const artifact of artifacts) {
      const zip = artifact.zip();
      const model = await readContent(zip);
      const counted = countIndependently(zip);
      expect(model, artifact.id).toMatchObject({ id: artifact.id, name: artifact.name, warnings: [] });
      counted.flows.forEach((flow, at) => {
        const read = model.flows[at];
        const types = [...(read?.processes ?? []), ...(read?.steps ?? [])].map(({ type }) => type);
        expect(types.sort(), artifact.id).toEqual([...flow.types].sort());
        expect(types.filter((type) => !isKnownStep(type))).toEqual([]);
        expect(read?.channels.map(({ adapter, direction }) => `${adapter}/${direction}`).sort()).toEqual(
          [...flow.channels].sort(),
        );
        expect(read?.channels.filter(({ adapter }) => !isKnownAdapter(adapter))).toEqual([]);
        expect(read?.elements.map(({ id }) => id).sort()).toEqual([...flow.ids].sort());
      });
      const used = model.parameters.filter(({ uses }) => uses.length > 0).map(({ name }) => name);
      expect([...used].sort()).toEqual(
        [...new Set(counted.flows.flatMap(({ parameters }) => parameters))].sort(),
      );
    }
  });

  it('reads every package export, with the artifacts in it', async () => {
    let exports = 0;
    for (const each of content.packages.slice(0, 12)) {
      const model = await readContent(each.export());
      expect(model).toMatchObject({ kind: 'IntegrationPackage', id: each.Id, warnings: [] });
      expect(model.entries.filter((entry) => entry.content === 'unreadable')).toEqual([]);
      exports += model.artifacts.length;
    }
    expect(exports).toBeGreaterThan(20);
  });
});
