import { readFileSync } from 'node:fs';

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';

import { lineOf } from '../../../../src-shared/compare/words.ts';
import {
  channel,
  type Files,
  flowArtifact,
  flowManifest,
  flowXml,
  manifestOf,
  type Pairs,
  properties,
  step,
  table,
  zipOf,
} from '../content/reader/build-artifact.ts';
import { corpusFiles, isCorpusThere, whyNoCorpus } from '../content/reader/corpus.ts';
import { compared } from './compared.ts';

vi.setConfig({ testTimeout: 60_000 });

const resources = 'src/main/resources';
const script = 'def process(message) {\n  return message\n}\n';

interface Parts {
  readonly steps?: string;
  readonly flows?: string;
  readonly address?: string;
  readonly more?: Pairs;
  readonly files?: Files;
}

const map = step('CallActivity_1', 'Script', { script: 'map.groovy', subActivityType: 'GroovyScript' });
const modify = step('CallActivity_2', 'Enricher', { headerTable: table([{ Name: 'Kind', Value: 'a' }]) });
const flows = [
  ['SequenceFlow_1', 'StartEvent_1', 'CallActivity_1'],
  ['SequenceFlow_2', 'CallActivity_1', 'CallActivity_2'],
];

/** Start → script → content modifier, and a receiver. */
function artifact({
  steps = map + modify,
  flows: ends,
  address = 'https://erp.example',
  more,
  files,
}: Parts = {}): Uint8Array {
  const links = ends ?? flows.map(([id, from, to]) => link(id ?? '', from ?? '', to ?? '')).join('');
  const xml = flowXml({
    process: steps + links,
    channels: channel('MessageFlow_1', 'CallActivity_2', 'Participant_2', {
      ComponentType: 'HTTP',
      direction: 'Receiver',
      httpAddressWithoutQuery: address,
      ...more,
    }),
  });
  return flowArtifact(xml, { [`${resources}/script/map.groovy`]: script, ...files });
}

function link(id: string, from: string, to: string, more = ''): string {
  return `<bpmn2:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"${more}/>`;
}

async function linesOf(before: Uint8Array, after: Uint8Array): Promise<readonly string[]> {
  const { comparison } = await compared(before, after);
  return comparison.differences.map((each) => lineOf(each));
}

describe('what a comparison tells', () => {
  it.each<[what: string, change: Parts, lines: readonly string[]]>([
    [
      'a script with other content',
      { files: { [`${resources}/script/map.groovy`]: script.replace('message\n', 'null\n') } },
      ['script "map.groovy" of step "CallActivity_1 name": content changed'],
    ],
    [
      'a new address and its parameter',
      {
        address: '{{erp.host}}',
        files: { [`${resources}/parameters.prop`]: 'erp.host=https://erp.example\n' },
      },
      [
        'receiver channel "ERP" (HTTP): Address is {{erp.host}}, was https://erp.example',
        'parameter "erp.host": added (https://erp.example)',
      ],
    ],
    [
      'a row of a table',
      { steps: map + modify.replace('&gt;a&lt;', '&gt;b&lt;') },
      ['step "CallActivity_2 name" (Content Modifier): Message Header "Kind" is Value: b, was Value: a'],
    ],
    [
      'a step in between, and nothing of the flows around it',
      {
        steps: map + modify + step('CallActivity_3', 'Enricher', { bodyType: 'constant' }),
        flows:
          link('SequenceFlow_1', 'StartEvent_1', 'CallActivity_1') +
          link('SequenceFlow_2', 'CallActivity_1', 'CallActivity_3') +
          link('SequenceFlow_9', 'CallActivity_3', 'CallActivity_2'),
      },
      [
        'step "CallActivity_3 name" (Content Modifier): added (after "CallActivity_1 name", before "CallActivity_2 name")',
      ],
    ],
    [
      'another order of steps',
      {
        flows:
          link('SequenceFlow_1', 'StartEvent_1', 'CallActivity_2') +
          link('SequenceFlow_2', 'CallActivity_2', 'CallActivity_1'),
      },
      [
        'connection from "CallActivity_1 name" to "CallActivity_2 name": removed',
        'connection from "CallActivity_2 name" to "CallActivity_1 name": added',
        'connection of "Start": now from "Start" to "CallActivity_2 name", was from "Start" to "CallActivity_1 name"',
      ],
    ],
    [
      'a name',
      { steps: map.replace('CallActivity_1 name', 'Map order') + modify },
      ['step "Map order" (Groovy Script): Name is Map order, was CallActivity_1 name'],
    ],
    [
      'another adapter',
      { more: { ComponentType: 'SOAP' } },
      [
        'receiver channel "ERP" (SOAP): Name is SOAP, was HTTP',
        'receiver channel "ERP" (SOAP): Adapter is SOAP, was HTTP',
        // Kept under a key that this adapter does not know.
        'receiver channel "ERP" (SOAP): Address https://erp.example removed',
      ],
    ],
    [
      'what the model does not hold',
      { steps: map.replace('<bpmn2:ext', '<bpmn2:somethingNew what="1"/><bpmn2:ext') + modify },
      ['integration flow: details that are not read changed'],
    ],
    [
      'a loop',
      {
        steps:
          map.replace(
            '</bpmn2:callActivity>',
            '<bpmn2:standardLoopCharacteristics loopMaximum="3"/></bpmn2:callActivity>',
          ) + modify,
      },
      ['step "CallActivity_1 name" (Groovy Script): Loop maximum 3 added'],
    ],
    [
      'a new file that has the content of an old one',
      { files: { [`${resources}/script/map.groovy`]: '', [`${resources}/script/new.groovy`]: script } },
      ['script "new.groovy": added', 'script "map.groovy" of step "CallActivity_1 name": content changed'],
    ],
  ])('%s', async (_, change, lines) => {
    const before = artifact();
    expect(await linesOf(before, artifact(change))).toEqual(lines);
  });

  it('nothing of what a computer leaves behind in folders', async () => {
    const left = { '.DS_Store': 'x', 'src/main/._resources': 'y' };
    const { comparison, files } = await compared(flowArtifact(flowXml()), flowArtifact(flowXml(), left));
    expect([comparison.differences, files]).toEqual([[], []]);
  });

  it('a file with another name', async () => {
    const schema = (name: string): Parts => ({ files: { [`${resources}/xsd/${name}.xsd`]: '<schema/>' } });
    expect(await linesOf(artifact(schema('old')), artifact(schema('new')))).toEqual([
      'schema "new.xsd": Path is src/main/resources/xsd/new.xsd, was src/main/resources/xsd/old.xsd',
    ]);
  });

  it('masks what looks secret, in lines and exports', async () => {
    const prop = (value: string): Parts => ({
      files: { [`${resources}/parameters.prop`]: `erp.password=${value}\n` },
    });
    const { comparison } = await compared(artifact(prop('old-one')), artifact(prop('new-one')));
    const [difference] = comparison.differences;
    expect(difference).toMatchObject({ kind: 'parameter-value', looksSecret: true, after: 'new-one' });
    expect(comparison.differences.map((each) => lineOf(each))).toEqual([
      'parameter "erp.password": Value is ••••••, was ••••••',
    ]);
  });

  it('the manifest: version and dependencies, not the times of saving', async () => {
    const manifest = (version: string, headers: Pairs): Files => ({
      'META-INF/MANIFEST.MF':
        flowManifest().replace('1.2.3', version) +
        manifestOf({ 'Origin-ModifiedDate': version.replaceAll('.', ''), ...headers }),
    });
    const before = artifact({
      files: manifest('1.0.0', {
        'Require-Capability': 'scriptcollection.Old;a="x,y",scriptcollection.Both',
      }),
    });
    const after = artifact({
      files: manifest('1.0.1', { 'Require-Capability': 'scriptcollection.Both,scriptcollection.New' }),
    });
    expect(await linesOf(before, after)).toEqual([
      'artifact: Version is 1.0.1, was 1.0.0',
      'dependency "scriptcollection.Old": removed (a="x,y")',
      'dependency "scriptcollection.New": added',
    ]);
  });

  it('value mappings line by line', async () => {
    const values = (groups: readonly (readonly [string, string])[]): Uint8Array =>
      zipOf({
        'META-INF/MANIFEST.MF': flowManifest('VM').replace('IntegrationFlow', 'ValueMapping'),
        'value_mapping.xml': `<?xml version="1.0"?><vm version="2.0">${groups
          .map(
            ([a, b]) =>
              `<group id="g${a}"><entry><agency>A</agency><schema>S</schema><value>${a}</value></entry><entry><agency>B</agency><schema>T</schema><value>${b}</value></entry></group>`,
          )
          .join('')}</vm>`,
      });
    const before = values([
      ['1', 'one'],
      ['2', 'two'],
      ['3', 'three'],
    ]);
    expect(
      await linesOf(
        before,
        values([
          ['3', 'three'],
          ['1', 'one'],
          ['2', 'two'],
        ]),
      ),
    ).toEqual([]);
    expect(
      await linesOf(
        before,
        values([
          ['1', 'one'],
          ['2', 'TWO'],
          ['4', 'four'],
        ]),
      ),
    ).toEqual([
      'values of "A: S" and "B: T": removed (3 = three)',
      'values of "A: S" and "B: T": added (4 = four)',
      'values of "A: S" and "B: T": Values is 2 = TWO, was 2 = two',
    ]);
  });

  it.skipIf(!isCorpusThere)(
    `one changed setting of a real flow, and nothing else${whyNoCorpus}`,
    async () => {
      let changed = 0;
      for (const { path } of corpusFiles('artifacts').filter((_, at) => at % 16 === 0)) {
        const zip = readFileSync(path);
        const files = unzipSync(zip);
        const name = Object.keys(files).find((file) => file.endsWith('.iflw'));
        if (name === undefined) continue;
        const text = strFromU8(files[name] ?? new Uint8Array());
        const found = /<bpmn2:callActivity id="([^"]+)"[^>]*>\s*<bpmn2:extensionElements>/.exec(text);
        if (!found) continue;
        const at = found.index + found[0].length;
        files[name] = strToU8(
          text.slice(0, at) +
            properties({ brandNew: 'yes' }).replace(/<\/?bpmn2:extensionElements>/g, '') +
            text.slice(at),
        );
        const { comparison } = await compared(zip, zipSync(files));
        expect(comparison.differences, path).toMatchObject([
          {
            kind: 'step-property',
            change: 'added',
            part: 'brandNew',
            place: { after: [found[1]] },
          },
        ]);
        changed += 1;
      }
      expect(changed).toBeGreaterThan(8);
    },
  );
});
