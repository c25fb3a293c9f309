import { readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from 'vitest';

import { readContent } from '../../../../../src-main/content/reader/read-content.ts';
import { Refusal } from '../../../../../src-main/content/reader/refusal.ts';
import type { ArtifactModel, Warning } from '../../../../../src-shared/content/artifact/model.ts';
import {
  isKnownAdapter,
  isKnownProperty,
  isKnownStep,
} from '../../../../../src-shared/content/artifact/names.ts';
import { adaptersOfReadme, corpusFiles, countsOfReadme, isCorpusThere, whyNoCorpus } from './corpus.ts';
import { countIndependently, type IndependentCount } from './independent-count.ts';

interface Both {
  readonly file: string;
  readonly kind: string;
  readonly model: ArtifactModel;
  readonly counted: IndependentCount;
}

/** Adapters of other vendors: they have no name in SAP's editor but their own. */
const thirdParty = [
  'Pricefx-SAP-Integration-Adapter',
  'Pricefx-MQ-Integration-Adapter',
  'MongoDB',
  'Redis',
  'RabbitMQ',
  'CMIS',
  'Azure',
];

describe.skipIf(!isCorpusThere)(`the reader on real artifacts${whyNoCorpus}`, () => {
  const all: Both[] = [];

  beforeAll(async () => {
    for (const { path, kind } of corpusFiles('artifacts')) {
      all.push({
        file: path,
        kind,
        model: await readContent(path),
        counted: countIndependently(readFileSync(path)),
      });
    }
  }, 120_000);

  it('reads every one, with the kind its manifest says and an identity', () => {
    expect(all.length).toBeGreaterThan(300);
    const kinds: Record<string, string> = { iflow: 'IntegrationFlow', valuemapping: 'ValueMapping' };
    for (const { file, kind, model } of all) {
      const wanted = kinds[kind] ?? kind;
      expect([wanted, 'RESTAPIProvider'], file).toContain(model.kind);
      expect(model.id, file).not.toBe('');
      expect(model.name, file).not.toBe('');
      expect(model.version, file).toMatch(/^\d+\.\d+\.\d+/);
    }
  });

  it('lists every file, and nothing else', () => {
    for (const { file, model, counted } of all) {
      expect(model.resources.map(({ path }) => path).sort(), file).toEqual([...counted.files].sort());
    }
  });

  it('counts steps by activity type as the README and as an independent reader do', () => {
    const ours = countBy(all.flatMap(({ model }) => model.flows.flatMap(typesOf)));
    const independent = countBy(all.flatMap(({ counted }) => counted.flows.flatMap(({ types }) => types)));
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(independent));
    const printed = countsOfReadme('Flow steps');
    expect(printed.size).toBeGreaterThan(30);
    for (const [type, count] of printed) expect([type, ours.get(type)]).toEqual([type, count]);
  });

  it('counts channels by adapter and direction as the README and as an independent reader do', () => {
    const ours = countBy(
      all.flatMap(({ model }) =>
        model.flows.flatMap(({ channels }) =>
          channels.map((channel) => `${channel.adapter}/${channel.direction}`),
        ),
      ),
    );
    const independent = countBy(
      all.flatMap(({ counted }) => counted.flows.flatMap(({ channels }) => channels)),
    );
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(independent));
    const printed = adaptersOfReadme();
    expect(printed.size).toBeGreaterThan(20);
    for (const [adapter, [senders, receivers]] of printed) {
      expect([adapter, ours.get(`${adapter}/Sender`) ?? 0, ours.get(`${adapter}/Receiver`) ?? 0]).toEqual([
        adapter,
        senders,
        receivers,
      ]);
    }
  });

  it('types every element that has an id', () => {
    for (const { file, model, counted } of all) {
      counted.flows.forEach(({ ids }, at) => {
        const elements = model.flows[at]?.elements ?? [];
        expect(elements.map(({ id }) => id).sort(), file).toEqual([...ids].sort());
        expect(
          elements.filter(({ type }) => type === ''),
          file,
        ).toEqual([]);
      });
    }
  });

  it('keeps every property', () => {
    for (const { file, model, counted } of all) {
      const kept = model.flows.map((flow) =>
        [
          flow,
          ...flow.participants,
          ...flow.processes,
          ...flow.steps,
          ...flow.channels,
          ...flow.sequenceFlows,
        ].reduce((sum, { properties }) => sum + properties.length, 0),
      );
      // Timers and errors have two property lists, of which equal keys are one property.
      counted.flows.forEach(({ properties }, at) => {
        expect(properties - (kept[at] ?? 0), file).toBeGreaterThanOrEqual(0);
        expect(properties - (kept[at] ?? 0), file).toBeLessThan(0.05 * properties + 5);
      });
    }
  });

  it('finds every parameter', () => {
    let found = 0;
    for (const { file, model, counted } of all) {
      const used = model.parameters.filter(({ uses }) => uses.length > 0).map(({ name }) => name);
      const wanted = [...new Set(counted.flows.flatMap(({ parameters }) => parameters))].sort();
      expect([...used].sort(), file).toEqual(wanted);
      found += used.length;
    }
    expect(found).toBeGreaterThan(2_000);
  });

  it('knows all steps, and all adapters but those of other vendors', () => {
    const flows = all.flatMap(({ model }) => model.flows);
    expect(flows.flatMap(typesOf).filter((type) => type !== '(none)' && !isKnownStep(type))).toEqual([]);
    const unknown = new Set(
      flows
        .flatMap(({ channels }) => channels.map(({ adapter }) => adapter))
        .filter((adapter) => !isKnownAdapter(adapter)),
    );
    expect([...unknown].sort()).toEqual([...thirdParty].sort());
  });

  it('has a label for every property but those of other vendors', () => {
    const unknown = new Set<string>();
    for (const flow of all.flatMap(({ model }) => model.flows)) {
      const owners = [
        { type: 'collaboration', properties: flow.properties },
        ...flow.participants.map(({ properties }) => ({ type: 'participant', properties })),
        ...flow.processes,
        ...flow.steps,
        ...flow.channels
          .filter(({ adapter }) => !thirdParty.includes(adapter))
          .map(({ adapter, properties }) => ({ type: adapter, properties })),
        ...flow.sequenceFlows.map(({ properties }) => ({ type: 'sequenceFlow', properties })),
      ];
      for (const { type, properties } of owners)
        for (const { key, label } of properties)
          if (label === key && !isKnownProperty(key, type)) unknown.add(`${type}/${key}`);
    }
    expect([...unknown].sort()).toEqual([]);
  });

  it('finds sources, targets and fields of every message mapping', () => {
    let inBlobs = 0;
    for (const { file, model, counted } of all) {
      for (const mapping of model.messageMappings) {
        const wanted = counted.mappedFields.get(mapping.file);
        if (wanted === undefined) inBlobs += 1;
        expect(mapping.fields.length, file).toBe(wanted ?? mapping.fields.length);
        if (wanted !== 0) expect(mapping.fields.length, file).toBeGreaterThan(0);
        expect(mapping.sources.length + mapping.targets.length, file).toBeGreaterThan(wanted === 0 ? -1 : 1);
        expect(mapping.isShortened, file).toBe(false);
      }
    }
    expect(all.flatMap(({ model }) => model.messageMappings).length).toBe(89);
    expect(inBlobs).toBe(3);
  });

  it('warns about one in a hundred at most, and says why', () => {
    const warned = all.filter(({ model }) => model.warnings.length > 0);
    expect(warned.length / all.length).toBeLessThanOrEqual(0.01);
    const warnings: Warning[] = warned.flatMap(({ model }) => model.warnings);
    for (const { message } of warnings) expect(message).toMatch(/^[A-Z].{10,}\.$/);
    // The list, for whoever reads the log of the run.
    process.stderr.write(
      `${warned.map(({ model }) => `  ${model.id}: ${model.warnings.map(({ message }) => message).join(' ')}`).join('\n')}\n`,
    );
  });

  it('reads package exports, with what has no file', async () => {
    const files = [...corpusFiles('packages'), ...corpusFiles('package-versions')];
    expect(files.length).toBe(25);
    const models = [];
    for (const { path } of files) models.push(await readContent(path));
    const contents = countBy(
      models.flatMap(({ entries }) =>
        entries.map(({ resourceType, content }) => `${resourceType}/${content}`),
      ),
    );
    expect([...contents.keys()].filter((key) => key.endsWith('/unreadable'))).toEqual([]);
    expect(contents.get('Url/none')).toBe(96);
    expect(contents.get('File/file')).toBe(44);
    expect(contents.get('ContentPackage/none')).toBe(25);
    expect(contents.get('IFlow/artifact')).toBe(79);
    expect(models.flatMap(({ warnings }) => warnings)).toEqual([]);
    for (const model of models) expect(model.id).not.toBe('');
  });

  it('refuses exports of trading partner management', async () => {
    const files = corpusFiles('not-artifacts');
    expect(files.length).toBe(3);
    for (const { path } of files) {
      await expect(readContent(path)).rejects.toThrow(Refusal);
      await expect(readContent(path)).rejects.toMatchObject({ code: 'no-artifact' });
    }
  });
});

function typesOf({ steps, processes }: ArtifactModel['flows'][number]): readonly string[] {
  return [
    ...processes.map(({ type }) => type),
    ...steps.map(({ type }) => (type === 'serviceTask' ? '(none)' : type)),
  ];
}

function countBy(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
