import { beforeAll, describe, expect, it } from 'vitest';

import { createContent } from '../../../../src-demo-tenant/content/create-content.ts';
import { stepsIn } from '../../../../src-demo-tenant/content/flow/message-path.ts';
import type { ReadFlow, XmlElement } from './readers.ts';
import {
  allElements,
  artifactsOf,
  isNode,
  readFlows,
  readManifest,
  readProperties,
  readXml,
  smallTenant,
} from './readers.ts';

// Volume adds flows of every generated pattern to the hand-written ones.
const content = createContent({ ...smallTenant, packages: 30, artifacts: 240 });
let flows: readonly ReadFlow[] = [];

beforeAll(async () => {
  flows = await readFlows(content);
}, 60_000);

function propertiesOf(element: XmlElement): Map<string, string> {
  const list = element.children.find((child) => child.name === 'bpmn2:extensionElements')?.children ?? [];
  return new Map(
    list.map((property) => [property.children[0]?.text ?? '', property.children[1]?.text ?? '']),
  );
}

/** Runs a check over every flow and names the flows that fail it. */
function failing(check: (flow: ReadFlow) => readonly string[]): string[] {
  return flows.flatMap((flow) => check(flow).map((problem) => `${flow.artifact.id}: ${problem}`));
}

describe('integration flows of the demo tenant', () => {
  it('consist of the files a tenant serves', () => {
    expect(flows.length).toBeGreaterThan(100);
    const required = [
      'META-INF/MANIFEST.MF',
      'metainfo.prop',
      '.project',
      'src/main/resources/parameters.prop',
      'src/main/resources/parameters.propdef',
    ];
    expect(failing(({ entries }) => required.filter((name) => !entries.has(name)))).toEqual([]);
    expect(
      failing(({ entries }) =>
        [...entries.keys()].filter((name) => /scenarioflows\/integrationflow\/[^/]+\.iflw$/.test(name))
          .length === 1
          ? []
          : ['not one .iflw'],
      ),
    ).toEqual([]);
  });

  it('name themselves in the manifest, folded at 72 bytes', () => {
    const problems = failing(({ artifact, entries }) => {
      const manifest = readManifest(entries.get('META-INF/MANIFEST.MF') ?? Buffer.alloc(0));
      const wanted = {
        'Bundle-SymbolicName': `${artifact.id}; singleton:=true`,
        'Bundle-Name': artifact.name,
        'Bundle-Version': artifact.version,
        'SAP-BundleType': 'IntegrationFlow',
      };
      return Object.entries(wanted)
        .filter(([name, value]) => manifest.get(name) !== value)
        .map(([name]) => name);
    });
    expect(problems).toEqual([]);
  });

  it('use every id once', () => {
    expect(
      failing(({ elements }) => {
        const all = elements.flatMap((element) => element.attributes.id ?? []);
        return all.filter((id, at) => all.indexOf(id) !== at);
      }),
    ).toEqual([]);
  });

  it('let every reference point to an element', () => {
    const names = ['sourceRef', 'targetRef', 'processRef', 'bpmnElement', 'default'];
    expect(
      failing(({ elements, ids }) =>
        elements
          .flatMap((element) => [
            ...names.flatMap((name) => element.attributes[name] ?? []),
            ...['sourceElement', 'targetElement'].flatMap((name) => element.attributes[name] ?? []),
            ...(/^bpmn2:(incoming|outgoing)$/.test(element.name) ? [element.text] : []),
          ])
          .filter((id) => !ids.has(id)),
      ),
    ).toEqual([]);
  });

  it('list each sequence flow at both of its ends', () => {
    expect(
      failing(({ elements }) => {
        const byId = new Map(elements.map((element) => [element.attributes.id, element]));
        const lists = (id: string | undefined, kind: string, flow: string | undefined): boolean =>
          byId.get(id)?.children.some((child) => child.name === `bpmn2:${kind}` && child.text === flow) ??
          false;
        return elements
          .filter((element) => element.name === 'bpmn2:sequenceFlow')
          .filter(
            ({ attributes }) =>
              !lists(attributes.sourceRef, 'outgoing', attributes.id) ||
              !lists(attributes.targetRef, 'incoming', attributes.id),
          )
          .map(({ attributes }) => attributes.id ?? '');
      }),
    ).toEqual([]);
  });

  it('leave no step without a way in and a way out', () => {
    expect(
      failing(({ elements }) =>
        elements.filter(isNode).flatMap((element) => {
          const has = (kind: string): boolean =>
            element.children.some((child) => child.name === `bpmn2:${kind}`);
          const way = element.name === 'bpmn2:startEvent' || has('incoming');
          const out = element.name === 'bpmn2:endEvent' || has('outgoing');
          return way && out ? [] : [element.attributes.id ?? ''];
        }),
      ),
    ).toEqual([]);
  });

  it('give each router exactly one default route and conditions to all others', () => {
    expect(
      failing(({ elements }) =>
        elements
          .filter((element) => element.name === 'bpmn2:exclusiveGateway')
          .filter((gateway) => {
            const routes = elements.filter(
              (element) =>
                element.name === 'bpmn2:sequenceFlow' &&
                element.attributes.sourceRef === gateway.attributes.id,
            );
            const bare = routes.filter(
              (route) => !route.children.some((child) => child.name === 'bpmn2:conditionExpression'),
            );
            return (
              routes.length < 2 || bare.length !== 1 || bare[0]?.attributes.id !== gateway.attributes.default
            );
          })
          .map((gateway) => gateway.attributes.id ?? ''),
      ),
    ).toEqual([]);
  });

  it('define every externalised parameter they use, in all three places', () => {
    expect(
      failing(({ artifact, entries, text }) => {
        const used = new Set([...text.matchAll(/\{\{([^{}]+)\}\}/g)].map((match) => match[1] ?? ''));
        const values = readProperties(
          entries.get('src/main/resources/parameters.prop')?.toString('latin1') ?? '',
        );
        const definitions = allElements(
          readXml(entries.get('src/main/resources/parameters.propdef')?.toString('utf8') ?? '<x/>'),
        );
        const defined = new Set(
          definitions.filter((element) => element.name === 'name').map((element) => element.text),
        );
        const configured = new Map(
          artifact.configurations.map((each) => [each.ParameterKey, each.ParameterValue]),
        );
        return [...used].filter(
          (name) => !values.has(name) || !defined.has(name) || values.get(name) !== configured.get(name),
        );
      }),
    ).toEqual([]);
  });

  it('hold well-formed rows in every table and schedule', () => {
    const isTable = (value: string): boolean => value.startsWith('<row>');
    expect(
      failing(({ artifact, elements }) => {
        const values = elements.filter((element) => element.name === 'value').map((element) => element.text);
        const tables = [...values, ...artifact.configurations.map((each) => each.ParameterValue)].filter(
          isTable,
        );
        return tables.filter((table) => readXml(`<table>${table}</table>`).children.length === 0);
      }),
    ).toEqual([]);
    const keys = artifactsOf(content).flatMap((artifact) =>
      artifact.configurations.map((each) => each.ParameterKey),
    );
    expect(keys.some((key) => key.includes(' '))).toBe(true);
    const shown = artifactsOf(content).flatMap((artifact) =>
      artifact.configurations.map((each) => each.ParameterValue),
    );
    expect(shown).toContain('Borås, Łódź');
  });

  it('contain every file that a step names', () => {
    expect(
      failing(({ entries, elements }) =>
        elements
          .filter(isNode)
          .flatMap((node) => {
            const properties = new Map(
              (node.children[0]?.children ?? []).map((property) => [
                property.children[0]?.text,
                property.children[1]?.text ?? '',
              ]),
            );
            const script =
              properties.get('scriptBundleId') === ''
                ? `src/main/resources/script/${properties.get('script') ?? ''}`
                : undefined;
            const mapping = /(src\/main\/resources\/mapping\/.+)$/.exec(
              properties.get('mappinguri') ?? '',
            )?.[1];
            const schema = properties.get('xsd');
            return [script, mapping, schema === undefined ? undefined : `src/main/resources${schema}`];
          })
          .filter((path): path is string => path !== undefined && !entries.has(path)),
      ),
    ).toEqual([]);
  });

  it('call local processes that exist', () => {
    expect(
      failing(({ elements, ids }) =>
        elements
          .filter((element) => element.name === 'ifl:property' && element.children[0]?.text === 'processId')
          .map((property) => property.children[1]?.text ?? '')
          .filter((id) => !ids.has(id)),
      ),
    ).toEqual([]);
    const calls = flows
      .flatMap(({ elements }) => elements)
      .filter((element) => element.text === 'ProcessCallElement' || element.text === 'IdempotentProcessCall');
    const targets = flows
      .flatMap(({ elements }) => elements)
      .filter((element) => element.text === 'processId');
    expect(targets).toHaveLength(calls.length);
  });

  it('hand out as resources what is in the zip', () => {
    expect(
      failing(({ artifact, entries }) => {
        const byName = new Map(
          [...entries].map(([path, bytes]) => [path.slice(path.lastIndexOf('/') + 1), bytes]),
        );
        return artifact.resources
          .filter((each) => byName.get(each.Name)?.equals(each.content()) !== true)
          .map((each) => each.Name);
      }),
    ).toEqual([]);
  });

  it('show many adapters and step types', () => {
    const values = (key: string): Set<string> =>
      new Set(
        flows.flatMap(({ elements }) =>
          elements
            .filter((element) => element.name === 'ifl:property' && element.children[0]?.text === key)
            .map((property) => property.children[1]?.text ?? ''),
        ),
      );
    expect([...values('ComponentType')].sort()).toEqual(
      expect.arrayContaining([
        'AMQP',
        'AS2',
        'HCIOData',
        'HTTP',
        'HTTPS',
        'IDOC',
        'JDBC',
        'JMS',
        'Mail',
        'ProcessDirect',
        'RFC',
        'SFTP',
        'SOAP',
        'SuccessFactors',
        'XI',
      ]),
    );
    expect([...values('activityType')].sort()).toEqual(
      expect.arrayContaining([
        'CsvToXmlConverter',
        'DBstorage',
        'EDItoXMLConverter',
        'Encoder',
        'Enricher',
        'ExclusiveGateway',
        'ExternalCall',
        'Filter',
        'Gather',
        'IdempotentProcessCall',
        'JsonToXmlConverter',
        'Mapping',
        'Multicast',
        'Persist',
        'PgpEncrypt',
        'ProcessCallElement',
        'Script',
        'Send',
        'SequentialMulticast',
        'Splitter',
        'Variables',
        'XmlToJsonConverter',
        'XmlValidator',
        'contentEnricherWithLookup',
      ]),
    );
  });

  it('listen where their endpoint says', () => {
    const adapters = ['HTTPS', 'SOAP', 'IDOC', 'XI', 'AS2'];
    const addresses = new Map(content.endpoints.map((endpoint) => [endpoint.artifactId, endpoint.Id]));
    const started = new Set(
      content.runtimeArtifacts.filter((each) => each.Status === 'STARTED').map((each) => each.Id),
    );
    const problems = failing(({ artifact, elements }) => {
      if (!started.has(artifact.id))
        return addresses.has(artifact.id) ? ['not started, but has an endpoint'] : [];
      const senders = elements
        .filter((element) => element.name === 'bpmn2:messageFlow')
        .map((element) => propertiesOf(element))
        .filter((properties) => properties.get('direction') === 'Sender');
      const values = new Map(artifact.configurations.map((each) => [each.ParameterKey, each.ParameterValue]));
      const wanted = senders
        .filter((properties) => adapters.includes(properties.get('ComponentType') ?? ''))
        .map((properties) => properties.get('urlPath') ?? properties.get('address') ?? '')
        .map((address) =>
          address.replace(/\{\{(.+)\}\}/, (whole, name: string) => values.get(name) ?? whole),
        );
      const expected =
        wanted[0] === undefined ? undefined : `${artifact.id}$endpointAddress=${wanted[0].slice(1)}`;
      return addresses.get(artifact.id) === expected ? [] : [addresses.get(artifact.id) ?? 'none'];
    });
    expect(problems).toEqual([]);
  });

  it('let traffic pass elements of their .iflw, from the sender to an end', () => {
    const byId = new Map(flows.map((flow) => [flow.artifact.id, flow]));
    const checked = content.flows.filter((traffic) => byId.has(traffic.artifactId));
    expect(checked.length).toBeGreaterThan(80);
    const problems = checked.flatMap((traffic) => {
      const flow = byId.get(traffic.artifactId);
      const steps = stepsIn(traffic.path);
      const unknown = steps
        .filter((step) => flow?.ids.has(step.modelStepId) !== true)
        .map((step) => step.modelStepId);
      const ended = steps.some((step) => step.modelStepId.startsWith('EndEvent'));
      return [...unknown, ...(ended ? [] : ['no end'])].map((problem) => `${traffic.artifactId}: ${problem}`);
    });
    expect(problems).toEqual([]);
  });
});
