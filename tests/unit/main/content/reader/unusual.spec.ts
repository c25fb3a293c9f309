import { describe, expect, it } from 'vitest';

import { readContent, readResource } from '../../../../../src-main/content/reader/read-content.ts';
import { isKnownProperty, propertyLabel } from '../../../../../src-shared/content/artifact/names.ts';
import type { Files } from './build-artifact.ts';
import { flowArtifact, flowManifest, flowPath, flowXml, manifestOf, step, zipOf } from './build-artifact.ts';
import { rawZip } from './raw-zip.ts';

const flowFiles: Files = {
  'META-INF/MANIFEST.MF': flowManifest(),
  [flowPath]: flowXml({ process: step('A', 'Enricher', { address: '{{host}}' }) }),
  'src/main/resources/parameters.prop': 'host=there\n',
};

function below(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]));
}

describe('manifests nobody expects', () => {
  it('takes identity without directives, attributes and quotes', async () => {
    const model = await readContent(
      zipOf({
        'META-INF/MANIFEST.MF': manifestOf({
          'Bundle-SymbolicName': '"My.Flow";singleton:=true;fragment-attachment:="always;never"',
          'Bundle-Name': 'Orders; urgent ones',
          'Bundle-Version': '1.2.3;attribute=x',
          'SAP-BundleType': 'IntegrationFlow;since:="2.0"',
        }),
        [flowPath]: flowXml(),
      }),
    );
    expect(model).toMatchObject({
      kind: 'IntegrationFlow',
      id: 'My.Flow',
      name: 'Orders; urgent ones',
      version: '1.2.3',
      warnings: [],
    });
  });

  it('finds files whose folders have lost their case', async () => {
    const names = Object.entries(flowFiles).map(([path, content]) => [path.toUpperCase(), content] as const);
    const model = await readContent(zipOf(Object.fromEntries(names)));
    expect(model).toMatchObject({ id: 'My_Flow', version: '1.2.3', warnings: [] });
    expect(model.parameters).toMatchObject([{ name: 'host', value: 'there', uses: [{ element: 'A' }] }]);
    const values = '<vm><group id="g"><entry><agency>A</agency></entry></group></vm>';
    const mapping = await readContent(
      zipOf({
        'META-INF/MANIFEST.MF': flowManifest().replace('IntegrationFlow', 'ValueMapping'),
        'Value_Mapping.xml': values,
      }),
    );
    expect(mapping.valueMappings[0]?.groups).toHaveLength(1);
  });
});

describe('where the artifact lies', () => {
  it('reads one that lies folders down, as in the download of a repository', async () => {
    const plain = await readContent(zipOf(flowFiles));
    expect(await readContent(zipOf(below('repository-main/flows/My flow', flowFiles)))).toEqual(plain);
  });

  it('takes a library unpacked inside for a part of it', async () => {
    const model = await readContent(
      zipOf({ ...below('A', flowFiles), 'A/lib/x/META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\n' }),
    );
    expect(model.id).toBe('My_Flow');
    expect(model.resources.map(({ path }) => path)).toContain('lib/x/META-INF/MANIFEST.MF');
  });

  it('says that there are several', async () => {
    const both = zipOf({ ...below('Orders', flowFiles), ...below('Returns', flowFiles) });
    await expect(readContent(both)).rejects.toMatchObject({
      code: 'no-artifact',
      message: expect.stringContaining('several artifacts') as string,
    });
    await expect(readContent(both)).rejects.toThrow(/"Orders", "Returns"/);
  });

  it('reads a package export that was packed with its folder', async () => {
    const resources = [
      { id: 'p', resourceType: 'ContentPackage', displayName: 'Sales', uniqueId: 'Sales' },
      { id: 'f', resourceType: 'IFlow', displayName: 'Orders', uniqueId: 'My_Flow' },
    ];
    const files = {
      'resources.cnt': Buffer.from(JSON.stringify({ resources })).toString('base64'),
      f_content: zipOf(flowFiles),
    };
    const plain = await readContent(zipOf(files));
    expect(plain.artifacts.map(({ id }) => id)).toEqual(['My_Flow']);
    const packed = zipOf({ ...below('Sales', files), '__MACOSX/Sales/._resources.cnt': 'x' });
    expect(await readContent(packed)).toEqual(plain);
    expect(Buffer.from(await readResource(packed, 'META-INF/MANIFEST.MF', 'f_content')).toString()).toBe(
      flowManifest(),
    );
  });

  it('looks at long names quickly', async () => {
    const name = 'src/main/resources/scenarioflows/'.repeat(1_900);
    const entries = Array.from({ length: 50 }, (_, at) => ({
      name: `${name}${at}.iflx`,
      content: Buffer.of(),
    }));
    const began = performance.now();
    await expect(readContent(rawZip(entries))).rejects.toMatchObject({ code: 'no-artifact' });
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it.each(['mapping/M.mmap', 'script/a.groovy'])('needs no manifest for %s', async (path) => {
    const content = path.endsWith('mmap') ? '<xiObj><content/></xiObj>' : 'def x = 1';
    const model = await readContent(zipOf({ [`src/main/resources/${path}`]: content }));
    expect(model.kind).toBe(path.endsWith('mmap') ? 'MessageMapping' : 'ScriptCollection');
    expect(model.warnings.map(({ code }) => code)).toContain('manifest-missing');
  });

  it('takes nothing that macOS and Windows leave behind for a part of the artifact', async () => {
    const plain = await readContent(zipOf(flowFiles));
    const left: Files = {
      '__MACOSX/META-INF/._MANIFEST.MF': new Uint8Array([0, 5, 22, 7]),
      [`__MACOSX/${flowPath}`]: 'no flow',
      [flowPath.replace('Some name', '._Some name')]: 'no flow',
      '.DS_Store': new Uint8Array(3),
      'src/main/resources/Thumbs.db': 'x',
    };
    const { resources, ...model } = await readContent(zipOf({ ...flowFiles, ...left }));
    expect({ ...model, resources: plain.resources }).toEqual(plain);
    const others = resources.filter(({ type }) => type === 'other').map(({ path }) => path);
    expect(others.sort()).toEqual(Object.keys(left).sort());
    // Without a manifest the flow says where the artifact lies.
    const { [flowPath]: flow = '' } = flowFiles;
    const inFolder = zipOf({ ...below('A', { [flowPath]: flow }), ...left });
    expect((await readContent(inFolder)).flows).toHaveLength(1);
  });

  it('reads names with the separators of Windows', async () => {
    const entries = Object.entries(flowFiles).map(([path, content]) => ({
      name: path.replaceAll('/', '\\'),
      content: Buffer.from(content),
    }));
    expect(await readContent(rawZip(entries))).toEqual(await readContent(rawZip(entries.map(asUsual))));
  });
});

describe('zips nobody expects', () => {
  it('reads names that begin where they are', async () => {
    const entries = Object.entries(flowFiles).map(([path, content]) => ({
      name: `./${path}`,
      content: Buffer.from(content),
    }));
    const folder = { name: './', content: Buffer.of() };
    const model = await readContent(rawZip([folder, ...entries]));
    expect(model).toEqual(await readContent(zipOf(flowFiles)));
    expect(Buffer.from(await readResource(rawZip(entries), flowPath)).toString()).toBe(flowFiles[flowPath]);
  });

  it('says in plain words that a file is none', async () => {
    await expect(readContent(Buffer.from('no zip at all'))).rejects.toMatchObject({
      code: 'not-a-zip',
      message: 'This is no zip, or its end is missing.',
    });
  });

  it('says that a zip of zips is to be unpacked', async () => {
    const zips = zipOf({ 'Orders.zip': zipOf(flowFiles), 'Returns.zip': zipOf(flowFiles) });
    await expect(readContent(zips)).rejects.toMatchObject({
      code: 'no-artifact',
      message:
        'This holds no integration artifact but 2 zips, such as "Orders.zip": unpack it, and read those.',
    });
  });
});

function asUsual<E extends { readonly name: string }>(entry: E): E {
  return { ...entry, name: entry.name.replaceAll('\\', '/') };
}

describe('texts nobody expects', () => {
  const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');

  it.each([
    ['ISO-8859-1', Buffer.from('host=stra\u00dfe\n', 'latin1'), 'straße'],
    ['escapes', 'host=stra\\u00dfe \\uD83D\\uDE00', 'straße 😀'],
    ['continued lines', 'host = one, \\\r\n    two\\\n\tthree', 'one, twothree'],
    ['UTF-16', utf16('host=there\n'), 'there'],
    ['broken escapes', 'host=a\\uZZ', 'auZZ'],
  ])('reads parameters.prop with %s', async (_how, content, value) => {
    const path = 'src/main/resources/parameters.prop';
    const model = await readContent(zipOf({ ...flowFiles, [path]: content }));
    expect(model.parameters).toMatchObject([{ name: 'host', value }]);
    expect(model.warnings).toEqual([]);
  });

  it('reads flows with other prefixes, CDATA, and as a formatter leaves them', async () => {
    const usual = flowXml({ process: step('A', 'Script', { script: 'a&b.groovy' }) });
    const plain = (await readContent(flowArtifact(usual))).flows[0]?.steps;
    expect(plain?.map(({ type }) => type)).toEqual(['startEvent', 'Script']);
    const variants = [
      usual.replaceAll('bpmn2:', 'bpmn:').replace('xmlns:bpmn2=', 'xmlns:bpmn='),
      usual.replaceAll('bpmn2:', '').replace('xmlns:bpmn2=', 'xmlns='),
      usual.replace('<value>a&amp;b.groovy</value>', '<value><![CDATA[a&b.groovy]]></value>'),
      usual
        .replaceAll('<key>', '<key>\n\t')
        .replaceAll('</key>', '\n</key>')
        .replace('<value>Script</value>', '<value>\n\tScript\n</value>'),
    ];
    for (const variant of variants) {
      const model = await readContent(flowArtifact(variant));
      expect(model.flows[0]?.steps).toEqual(plain);
    }
    const inUtf16 = usual.replace('encoding="UTF-8"', 'encoding="UTF-16"');
    expect((await readContent(flowArtifact(utf16(inUtf16)))).flows[0]?.steps).toEqual(plain);
  });
});

describe('names nobody expects', () => {
  it.each([
    ['whose umlauts macOS has taken apart', 'U\u0308bersicht.groovy', '\u00dcbersicht.groovy'],
    ['in another case', 'overview.GROOVY', 'Overview.groovy'],
    ['that were percent-encoded', 'My overview.groovy', 'My%20overview.groovy'],
    ['with a percent sign', '100%.groovy', '100%.groovy'],
  ])('finds files %s', async (_how, packed, named) => {
    const path = `src/main/resources/script/${packed}`;
    const flow = flowXml({ process: step('A', 'Script', { script: named }) });
    const { references } = await readContent(flowArtifact(flow, { [path]: 'def x = 1' }));
    expect(references).toMatchObject([{ type: 'script', name: named, path }]);
  });
});

describe('XML that is none', () => {
  it.each([
    ['a bare ampersand', 'R & D; more', 'line 7: an ampersand stands for itself'],
    ['an ampersand before a bracket', 'A &; B', 'line 7: an ampersand stands for itself'],
    ['a control character by its number', 'a&#x1F;b', 'line 7: it names a character that XML does not have'],
  ])('is told from entities: %s', async (_what, value, why) => {
    const flow = flowXml({ process: step('A', 'Enricher', { body: 'VALUE' }).replace('VALUE', value) });
    await expect(readContent(flowArtifact(flow))).rejects.toMatchObject({
      code: 'not-well-formed',
      message: `${flowPath} is not well-formed XML (${why}).`,
    });
  });
});

describe('elements nobody expects', () => {
  it('follows qualified names, and draws what stands in several diagrams', async () => {
    const shape = (id: string): string =>
      `<bpmndi:BPMNShape id="Shape_${id}" bpmnElement="me:${id}"><dc:Bounds x="1" y="2" width="3" height="4"/></bpmndi:BPMNShape>`;
    const xml = flowXml({
      process: step('A', 'Enricher'),
      channels:
        '<bpmn2:messageFlow id="C" sourceRef="me:A" targetRef="me:Participant_2"><bpmn2:extensionElements/></bpmn2:messageFlow>',
      diagram: ['A', 'Participant_2']
        .map(
          (id) =>
            `<bpmndi:BPMNDiagram><bpmndi:BPMNPlane>${shape(id)}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`,
        )
        .join(''),
    });
    const { flows, warnings } = await readContent(flowArtifact(xml));
    expect(flows[0]?.channels).toMatchObject([
      { source: 'A', target: 'Participant_2', direction: 'Receiver', step: 'A' },
    ]);
    expect(flows[0]?.diagram?.shapes.map(({ element }) => element)).toEqual(['A', 'Participant_2']);
    expect(warnings).toEqual([]);
  });

  it('names events by what they wait for and throw', async () => {
    const event = (element: string, id: string, definition: string): string =>
      `<bpmn2:${element} id="${id}"><bpmn2:${definition}EventDefinition/></bpmn2:${element}>`;
    const process = [
      event('boundaryEvent', 'B', 'timer'),
      event('intermediateCatchEvent', 'C', 'message'),
      event('intermediateThrowEvent', 'D', 'escalation'),
      event('endEvent', 'E', 'compensate'),
      '<bpmn2:transaction id="T"><bpmn2:subProcess id="S"><bpmn2:userTask id="U"/></bpmn2:subProcess></bpmn2:transaction>',
    ].join('');
    const model = await readContent(flowArtifact(flowXml({ process })));
    expect(
      model.flows[0]?.steps.map(({ id, typeName, subprocess }) => [id, typeName, subprocess]).slice(1),
    ).toEqual([
      ['B', 'Timer Boundary Event', undefined],
      ['C', 'Intermediate Message', undefined],
      ['D', 'Intermediate Escalation', undefined],
      ['E', 'Compensation End', undefined],
      ['T', 'Transaction', undefined],
      ['S', 'Subprocess', 'T'],
      ['U', 'User Task', 'S'],
    ]);
  });

  it('finds parameters in scripts and stylesheets, and takes no other braces for them', async () => {
    const model = await readContent(
      zipOf({
        ...flowFiles,
        'src/main/resources/script/a.groovy': 'def host = "{{host}}"; def other = "{{template}}"',
        'src/main/resources/mapping/m.xsl': '<x>{{host}}</x>',
      }),
    );
    expect(model.parameters.map(({ name }) => name)).toEqual(['host']);
    expect(model.parameters[0]?.uses.map(({ file, element }) => [file, element])).toEqual([
      [flowPath, 'A'],
      ['src/main/resources/mapping/m.xsl', ''],
      ['src/main/resources/script/a.groovy', ''],
    ]);
  });

  it('labels the numbered properties of the first Content Modifiers', () => {
    expect(propertyLabel('property_0', 'Enricher')).toBe('Exchange Property 1');
    expect(propertyLabel('HEADER_2', 'Enricher')).toBe('Message Header 3');
    expect(isKnownProperty('property_x', 'Enricher')).toBe(false);
    expect(propertyLabel('property_x', 'Enricher')).toBe('property_x');
  });
});
