import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readContent, readResource } from '../../../../../src-main/content/reader/read-content.ts';
import {
  channel,
  flowArtifact,
  flowManifest,
  flowPath,
  flowXml,
  manifestOf,
  properties,
  step,
  table,
  zipOf,
} from './build-artifact.ts';

const manifest = (kind: string): string =>
  manifestOf({
    'Bundle-SymbolicName': 'X',
    'Bundle-Name': 'X name',
    'Bundle-Version': '1.0.0',
    'SAP-BundleType': kind,
  });

describe('identity', () => {
  it.each(['\r\n', '\n'])('unfolds names, also inside a character, with line ends %j', async (end) => {
    const id = `Id_${'long_'.repeat(40)}`;
    const name = `Überweisung ${'ä'.repeat(80)} — Größe`;
    const headers = {
      'Bundle-SymbolicName': `${id}; singleton:=true`,
      'Bundle-Name': name,
      'SAP-BundleType': 'ScriptCollection',
      'Bundle-Version': '1.0.7',
    };
    const model = await readContent(
      zipOf({
        // The helper answers bytes as characters, so that folds can fall inside of one.
        'META-INF/MANIFEST.MF': Buffer.from(manifestOf(headers, end), 'latin1'),
        'metainfo.prop': 'description=Says what it is\\: this',
      }),
    );
    expect(model).toMatchObject({
      id,
      name,
      version: '1.0.7',
      kind: 'ScriptCollection',
      kindName: 'Script Collection',
      warnings: [],
    });
    expect(model.description).toBe('Says what it is: this');
  });

  it('takes kind and name from the content where there is no manifest', async () => {
    const model = await readContent(zipOf({ [flowPath]: flowXml() }));
    expect(model).toMatchObject({ kind: 'IntegrationFlow', id: 'Some name' });
    expect(model.warnings.map(({ code }) => code)).toEqual(['manifest-missing']);
  });

  it('reads zips whose root is a folder, and folders, alike', async () => {
    const files = {
      'META-INF/MANIFEST.MF': flowManifest(),
      [flowPath]: flowXml(),
      'src/main/resources/script/a (1).groovy': 'x',
    };
    const plain = await readContent(zipOf(files));
    const inFolder = await readContent(
      zipOf(Object.fromEntries(Object.entries(files).map(([path, content]) => [`My Flow/${path}`, content]))),
    );
    expect(inFolder).toEqual(plain);
    const folder = mkdtempSync(join(tmpdir(), 'atlas-folder-'));
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    expect(await readContent(folder)).toEqual(plain);
    expect(Buffer.from(await readResource(folder, 'src/main/resources/script/a (1).groovy')).toString()).toBe(
      'x',
    );
    rmSync(folder, { recursive: true });
  });

  it.each(['FunctionLibraries', 'ImportedArchives', 'RESTAPIProvider', 'DataType', 'Something New'])(
    'keeps the kind %s',
    async (kind) => {
      const model = await readContent(
        zipOf({ 'META-INF/MANIFEST.MF': manifest(kind), 'src/main/resources/lib/a.jar': 'PK' }),
      );
      expect(model).toMatchObject({ kind, warnings: [] });
      expect(model.resources.map(({ type, folder }) => [type, folder])).toContainEqual(['archive', 'lib']);
    },
  );
});

describe('flows', () => {
  it('names steps as the editor does, at every depth', async () => {
    const process = [
      step('A', 'Enricher'),
      step('B', 'DBstorage', { cmdVariantUri: 'ctype::FlowstepVariant/cname::get/version::1.7.1' }),
      step('C', 'Splitter', {
        cmdVariantUri: 'ctype::FlowstepVariant/cname::PKCS#7/CMS Signature-Content Splitter/version::1.1.1',
      }),
      step('D', 'Join', {}, 'parallelGateway'),
      step('E', 'ExclusiveGateway', {}, 'exclusiveGateway'),
      step('F', 'ExternalCall', {}, 'serviceTask'),
      `<bpmn2:subProcess id="G" name="Exceptions">${properties({ activityType: 'ErrorEventSubProcessTemplate' })}<bpmn2:subProcess id="H">${step('I', 'Script', { subActivityType: 'GroovyScript' })}</bpmn2:subProcess></bpmn2:subProcess>`,
      step('J', 'BrandNewStep'),
      '<bpmn2:endEvent id="K"><bpmn2:errorEventDefinition/></bpmn2:endEvent>',
    ].join('');
    const [flow] = (await readContent(flowArtifact(flowXml({ process })))).flows;
    expect(flow?.steps.map(({ id, type, typeName, subprocess }) => [id, type, typeName, subprocess])).toEqual(
      [
        ['StartEvent_1', 'startEvent', 'Start Message', undefined],
        ['A', 'Enricher', 'Content Modifier', undefined],
        ['B', 'DBstorage', 'Get', undefined],
        ['C', 'Splitter', 'PKCS#7/CMS Splitter', undefined],
        ['D', 'parallelGateway', 'Join', undefined],
        ['E', 'exclusiveGateway', 'Router', undefined],
        ['F', 'ExternalCall', 'Request Reply', undefined],
        ['G', 'subProcess', 'Exception Subprocess', undefined],
        ['H', 'subProcess', 'Subprocess', 'G'],
        ['I', 'Script', 'Groovy Script', 'H'],
        ['J', 'BrandNewStep', 'BrandNewStep', undefined],
        ['K', 'endEvent', 'Error End', undefined],
      ],
    );
    expect(new Set(flow?.steps.map((each) => each.process))).toEqual(new Set(['Process_1']));
    expect(flow?.diagram?.shapes[0]).toMatchObject({ element: 'StartEvent_1', x: -20.5, width: 32 });
  });

  it('reads channels with adapter, direction, system and address', async () => {
    const channels = [
      channel('M1', 'Participant_1', 'StartEvent_1', {
        ComponentType: 'HTTPS',
        direction: 'Sender',
        urlPath: '/orders',
      }),
      channel('M2', 'F', 'Participant_2', {
        ComponentType: 'HCIOData',
        direction: 'Receiver',
        address: '{{erp}}/odata',
      }),
      channel('M3', 'F', 'Participant_2', { ComponentType: 'AcmeAdapter', hostname: 'acme' }),
    ].join('');
    const model = await readContent(
      flowArtifact(flowXml({ channels, process: step('F', 'ExternalCall', {}, 'serviceTask') })),
    );
    expect(model.flows[0]?.channels).toMatchObject([
      {
        id: 'M1',
        adapterName: 'HTTPS',
        direction: 'Sender',
        system: 'Shop',
        address: '/orders',
        step: 'StartEvent_1',
        isThirdParty: false,
      },
      {
        id: 'M2',
        adapterName: 'OData',
        direction: 'Receiver',
        system: 'ERP',
        address: '{{erp}}/odata',
        step: 'F',
      },
      { id: 'M3', adapterName: 'AcmeAdapter', direction: 'Receiver', address: 'acme', isThirdParty: true },
    ]);
    expect(model.warnings).toEqual([]);
  });

  it('reads tables inside values, with cells by name and by position, and leaves what only looks like one', async () => {
    const process = step('A', 'Enricher', {
      headerTable: table([
        { Name: 'a', Value: '<x/>&amp;' },
        { Name: 'b', Value: '' },
      ]),
      scheduleKey: '<row><cell>dateType</cell><cell>DAILY</cell></row>',
      wrapContent: '<row>is text</row',
    });
    const [flow] = (await readContent(flowArtifact(flowXml({ process })))).flows;
    const rows = Object.fromEntries(
      flow?.steps.find(({ id }) => id === 'A')?.properties.map((each) => [each.key, each.rows]) ?? [],
    );
    expect(rows['headerTable']).toEqual([
      [
        { id: 'Name', value: 'a' },
        { id: 'Value', value: '<x/>&amp;' },
      ],
      [
        { id: 'Name', value: 'b' },
        { id: 'Value', value: '' },
      ],
    ]);
    expect(rows['scheduleKey']).toEqual([
      [
        { id: undefined, value: 'dateType' },
        { id: undefined, value: 'DAILY' },
      ],
    ]);
    expect(rows['wrapContent']).toBeUndefined();
  });
});

describe('parameters', () => {
  it('finds them in values, tables, names and conditions, with values and definitions', async () => {
    const process = [
      step('A', 'Enricher', {
        bodyType: '{{body}}',
        headerTable: table([{ Name: 'n', Value: '{{<x> & y}}' }]),
        wrapContent: '{"a":{{{inJson}}}',
      }),
      '<bpmn2:task id="T" name="{{inName}}"/>',
      '<bpmn2:sequenceFlow id="S" sourceRef="A" targetRef="T"><bpmn2:conditionExpression id="X">${header.a} = \'{{inCondition}}\'</bpmn2:conditionExpression></bpmn2:sequenceFlow>',
    ].join('');
    const model = await readContent(
      flowArtifact(flowXml({ process }), {
        'src/main/resources/parameters.prop':
          '#Tue\r\nbody=a\\u00e4\r\n<x>\\ &\\ y=https\\://host\r\ninJson=1\r\nunused=\r\n__proto__=x\r\n',
        'src/main/resources/parameters.propdef':
          '<parameters><parameter><key/><name>body</name><type>xsd:integer</type><isRequired>true</isRequired><constraint/><description>Says it</description></parameter><param_references><reference attribute_category="c" attribute_id="ctype::FlowstepVariant/cname::Enricher/attrId::bodyType" attribute_uilabel="Kind of body" param_key="body"/></param_references></parameters>',
      }),
    );
    const byName = new Map(model.parameters.map((parameter) => [parameter.name, parameter]));
    expect([...byName.keys()].sort()).toEqual([
      '<x> & y',
      '__proto__',
      'body',
      'inCondition',
      'inJson',
      'inName',
      'unused',
    ]);
    expect(byName.get('body')).toMatchObject({
      value: 'aä',
      type: 'xsd:integer',
      isRequired: true,
      isDefined: true,
      description: 'Says it',
    });
    expect(byName.get('<x> & y')).toMatchObject({
      value: 'https://host',
      isDefined: false,
      uses: [{ element: 'A', key: 'headerTable' }],
    });
    expect(byName.get('inCondition')).toMatchObject({ value: undefined, uses: [{ element: 'X' }] });
    expect(byName.get('inName')?.uses[0]).toMatchObject({ element: 'T', key: 'name' });
    expect(byName.get('unused')?.uses).toEqual([]);
  });

  it('warns where the definitions cannot be read, and reads the rest', async () => {
    const model = await readContent(
      flowArtifact(flowXml(), { 'src/main/resources/parameters.propdef': '<parameters>' }),
    );
    expect(model.warnings.map(({ code }) => code)).toEqual(['definitions-unreadable']);
    expect(model.flows.length).toBe(1);
  });
});

describe('references', () => {
  it('finds what a flow uses and offers', async () => {
    const process = [
      step('A', 'Script', { script: 'a.groovy', scriptBundleId: '' }),
      step('B', 'Script', { script: '/script/b.groovy', scriptBundleId: 'Common' }),
      step('C', 'Mapping', {
        mappinguri: 'dir://mmap/src/main/resources/mapping/m.mmap',
        mappingType: 'MessageMapping',
      }),
      step('D', 'ProcessCallElement', { processId: 'Process_2' }),
      step('E', 'Enricher', {
        propertyTable: table([
          { Type: 'numberRange', Value: 'NR' },
          { Type: 'global persisted variables', Value: 'V' },
        ]),
      }),
      step('F', 'DBstorage', {
        storageName: 'Store',
        cmdVariantUri: 'ctype::FlowstepVariant/cname::put/version::1.7.1',
      }),
      step('G', 'XmlValidator', { xsd: '/xsd/a.xsd' }),
      step('H', 'SimpleSignMessage', { privateKeyAlias: '{{key}}' }),
    ].join('');
    const channels = [
      channel('M1', 'Participant_1', 'StartEvent_1', {
        ComponentType: 'ProcessDirect',
        direction: 'Sender',
        address: '/in',
      }),
      channel('M2', 'A', 'Participant_2', {
        ComponentType: 'JMS',
        direction: 'Receiver',
        QueueName_outbound: 'Q.${header.x}',
      }),
      channel('M3', 'A', 'Participant_2', {
        ComponentType: 'HTTP',
        direction: 'Receiver',
        httpAddressWithoutQuery: 'https://x',
        credentialName: 'CRED',
      }),
      channel('M4', 'A', 'Participant_2', { ComponentType: 'JDBC', direction: 'Receiver', alias: 'DB' }),
    ].join('');
    const { references } = await readContent(
      flowArtifact(
        flowXml({ process, channels, processes: '<bpmn2:process id="Process_2" name="Local one"/>' }),
        {
          'src/main/resources/script/a.groovy': 'service.getUserCredential("FROM_SCRIPT")',
          'src/main/resources/xsd/a.xsd': '<x/>',
          'src/main/resources/parameters.prop': 'key=resolved_alias',
        },
      ),
    );
    const short = references.map(({ type, name, use, artifact, path, isDynamic }) => [
      type,
      name,
      use,
      artifact ?? path ?? (isDynamic ? 'dynamic' : ''),
    ]);
    expect(short).toEqual(
      expect.arrayContaining([
        ['script', 'a.groovy', 'uses', 'src/main/resources/script/a.groovy'],
        ['script-collection', 'Common', 'uses', 'Common'],
        ['script', '/script/b.groovy', 'uses', 'Common'],
        ['message-mapping', 'm.mmap', 'uses', ''],
        ['process', 'Local one', 'uses', ''],
        ['number-range', 'NR', 'uses', ''],
        ['variable', 'V', 'reads', ''],
        ['data-store', 'Store', 'writes', ''],
        ['schema', '/xsd/a.xsd', 'uses', 'src/main/resources/xsd/a.xsd'],
        ['keystore-alias', '{{key}}', 'uses', ''],
        ['process-direct', '/in', 'offers', ''],
        ['jms-queue', 'Q.${header.x}', 'writes', 'dynamic'],
        ['address', 'https://x', 'uses', ''],
        ['security-material', 'CRED', 'uses', ''],
        ['security-material', 'FROM_SCRIPT', 'uses', ''],
        ['data-source', 'DB', 'uses', ''],
      ]),
    );
    expect(short.length).toBe(16);
    expect(references.find(({ type }) => type === 'keystore-alias')?.resolved).toBe('resolved_alias');
  });
});
