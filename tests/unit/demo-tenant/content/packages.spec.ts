import { describe, expect, it } from 'vitest';

import { createContent } from '../../../../src-demo-tenant/content/create-content.ts';
import type { DemoArtifact, DemoRuntimeArtifact } from '../../../../src-demo-tenant/content/model.ts';
import { artifactsOf, readZip, smallTenant } from './readers.ts';

const content = createContent(smallTenant);
const artifacts = artifactsOf(content);
const deployed = new Map(content.runtimeArtifacts.map((artifact) => [artifact.Id, artifact]));
const countOf = <T>(list: readonly T[], test: (each: T) => boolean): number => list.filter(test).length;

function drift(artifact: DemoArtifact, running: DemoRuntimeArtifact | undefined): string {
  if (running === undefined) return 'not deployed';
  if (artifact.draft) return 'draft';
  if (running.Version !== artifact.version) return 'other version';
  return artifact.modifiedAt > running.deployedOn ? 'modified after deployment' : 'same';
}

describe('content of the demo tenant', () => {
  it('has at least 15 packages and 80 artifacts of every kind', () => {
    expect(content.packages.length).toBeGreaterThanOrEqual(15);
    expect(artifacts.length).toBeGreaterThanOrEqual(80);
    expect(new Set(artifacts.map((artifact) => artifact.kind))).toEqual(
      new Set([
        'IntegrationFlow',
        'MessageMapping',
        'ValueMapping',
        'ScriptCollection',
        'DataType',
        'MessageType',
        'FaultMessageType',
        'ServiceInterface',
      ]),
    );
    expect(
      new Set(content.packages.flatMap((each) => each.exportOnly.map((artifact) => artifact.kind))),
    ).toEqual(
      new Set([
        'RESTAPIProvider',
        'SOAPAPIProvider',
        'ODataService',
        'FunctionLibraries',
        'ImportedArchives',
      ]),
    );
  });

  it('uses every id once', () => {
    const ids = [
      ...content.packages.map((each) => each.Id),
      ...content.packages.map((each) => each.ResourceId),
      ...artifacts.map((each) => each.id),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(deployed.size).toBe(content.runtimeArtifacts.length);
    expect(new Set(content.endpoints.map((each) => each.Id)).size).toBe(content.endpoints.length);
  });

  it('answers drift in all five ways', () => {
    const answers = artifacts.map((artifact) => drift(artifact, deployed.get(artifact.id)));
    for (const answer of ['same', 'other version', 'draft', 'modified after deployment', 'not deployed']) {
      expect(
        countOf(answers, (each) => each === answer),
        answer,
      ).toBeGreaterThanOrEqual(3);
    }
    expect(countOf(answers, (each) => each === 'same')).toBeGreaterThan(artifacts.length / 2);
  });

  it('has a configure-only package of another publisher and a hidden package', () => {
    const readOnly = content.packages.filter((each) => each.Mode === 'READ_ONLY');
    expect(readOnly).toHaveLength(1);
    expect(readOnly[0]).toMatchObject({
      PartnerContent: true,
      UpdateAvailable: true,
      Vendor: 'Fjordwerk Software',
    });
    const hidden = content.packages.filter((each) => each.hidden);
    expect(hidden).toHaveLength(1);
    const ids = new Set(hidden.flatMap((each) => each.artifacts.map((artifact) => artifact.id)));
    const marked = content.runtimeArtifacts
      .filter((artifact) => artifact.hidden)
      .map((artifact) => artifact.Id);
    expect(new Set(marked)).toEqual(ids);
    expect(content.flows.filter((flow) => flow.hidden).every((flow) => ids.has(flow.artifactId))).toBe(true);
  });

  it('runs artifacts of all types and states, some of them without a design-time counterpart', () => {
    const designed = new Set(artifacts.map((artifact) => artifact.id));
    const types = new Set(content.runtimeArtifacts.map((artifact) => artifact.Type));
    for (const type of [
      'INTEGRATION_FLOW',
      'VALUE_MAPPING',
      'MESSAGE_MAPPING',
      'SCRIPT_COLLECTION',
      'ODATA_SERVICE',
      'REST_API_PROVIDER',
      'SOAP_API_PROVIDER',
      'INTEGRATION_ADAPTER',
      'DATA_TYPE',
      'MESSAGE_TYPE',
    ]) {
      expect(types, type).toContain(type);
    }
    expect(new Set(content.runtimeArtifacts.map((artifact) => artifact.Status))).toEqual(
      new Set(['STARTED', 'STARTING', 'ERROR', 'STOPPING']),
    );
    expect(new Set(content.runtimeArtifacts.map((artifact) => artifact.bundle))).toEqual(
      new Set(['design-zip', 'built-bundle', 'not-found']),
    );
    expect(
      countOf(content.runtimeArtifacts, (artifact) => !designed.has(artifact.Id)),
    ).toBeGreaterThanOrEqual(5);
  });

  it('explains every failed deployment, and no other', () => {
    const failed = content.runtimeArtifacts.filter((artifact) => artifact.Status === 'ERROR');
    expect(failed.length).toBeGreaterThanOrEqual(5);
    expect(
      content.runtimeArtifacts.filter(
        (artifact) => (artifact.error !== undefined) !== (artifact.Status === 'ERROR'),
      ),
    ).toEqual([]);
    const texts = failed.flatMap((artifact) => artifact.error?.parameter ?? []).join('\n');
    for (const part of ['unable to resolve class', 'Credential with alias', 'Queue', 'already in use'])
      expect(texts).toContain(part);
  });

  it('offers endpoints of several protocols, for started artifacts only', () => {
    expect(new Set(content.endpoints.map((endpoint) => endpoint.Protocol))).toEqual(
      new Set(['REST', 'SOAP', 'AS2', 'ODATAV2']),
    );
    for (const endpoint of content.endpoints) {
      expect(deployed.get(endpoint.artifactId)?.Status, endpoint.Id).toBe('STARTED');
      expect(endpoint.Id.startsWith(`${endpoint.artifactId}$endpointAddress=`)).toBe(true);
      expect(
        endpoint.entryPoints.every((entry) => entry.path.startsWith('/') && !entry.path.includes('{{')),
      ).toBe(true);
    }
    expect(new Set(content.endpoints.map((endpoint) => endpoint.entryPoints[0]?.path)).size).toBe(
      content.endpoints.length,
    );
  });

  it('lies in the past', () => {
    for (const { createdAt, modifiedAt, id } of artifacts) {
      expect(createdAt, id).toBeLessThan(modifiedAt);
      expect(modifiedAt, id).toBeLessThan(smallTenant.now);
    }
    for (const artifact of content.runtimeArtifacts)
      expect(artifact.deployedOn, artifact.Id).toBeLessThan(smallTenant.now);
  });

  it('exports a package as resources, relations and one entry for each file', async () => {
    for (const each of content.packages) {
      const entries = await readZip(each.export());
      const json = JSON.parse(
        Buffer.from(entries.get('resources.cnt')?.toString() ?? '', 'base64').toString('utf8'),
      ) as {
        resources: { id: string; uniqueId: string; resourceType: string; semanticVersion: string }[];
        relations: { sourceId: string; targetId: string }[];
      };
      const withFile = json.resources.filter((resource) => entries.has(`${resource.id}_content`));
      const files = [...entries.keys()].filter((name) => name.endsWith('_content'));
      expect(withFile.length, each.Id).toBe(files.length);
      for (const artifact of each.artifacts) {
        const resource = json.resources.find((one) => one.uniqueId === artifact.id);
        expect(resource?.semanticVersion, artifact.id).toBe(artifact.version);
        expect(entries.get(`${resource?.id ?? ''}_content`)?.equals(artifact.zip()), artifact.id).toBe(true);
      }
      for (const artifact of each.exportOnly) {
        const resource = json.resources.find((one) => one.uniqueId === artifact.id);
        expect(resource?.resourceType).toBe(artifact.kind);
        const inner = await readZip(entries.get(`${resource?.id ?? ''}_content`) ?? Buffer.alloc(0));
        expect(inner.has('META-INF/MANIFEST.MF'), artifact.id).toBe(true);
      }
      const self = json.resources.find((resource) => resource.resourceType === 'ContentPackage');
      expect(self?.id).toBe(each.ResourceId);
      expect(json.relations.every((relation) => relation.sourceId === each.ResourceId)).toBe(true);
      const metadata = Buffer.from(entries.get('contentmetadata.md')?.toString() ?? '', 'base64').toString(
        'utf8',
      );
      expect(metadata).toContain('HashVersion=2.0.0');
    }
  });

  it('has links and documents in some exports', async () => {
    const types = new Set<string>();
    for (const each of content.packages) {
      const entries = await readZip(each.export());
      const text = Buffer.from(entries.get('resources.cnt')?.toString() ?? '', 'base64').toString('utf8');
      for (const match of text.matchAll(/"resourceType":"(\w+)"/g)) types.add(match[1] ?? '');
    }
    expect(types).toContain('Url');
    expect(types).toContain('File');
  });

  it('sends traffic in chains of three to five flows over several packages', () => {
    const byId = new Map(content.flows.map((flow) => [flow.artifactId, flow]));
    expect(byId.size).toBe(content.flows.length);
    const longest = (id: string, above: readonly string[]): readonly string[] => {
      expect(above, `${id} follows itself`).not.toContain(id);
      const path = [...above, id];
      const tails = (byId.get(id)?.next ?? []).map((next) => longest(next, path));
      return tails.reduce((best, tail) => (tail.length > best.length ? tail : best), path);
    };
    const chains = content.flows.map((flow) => longest(flow.artifactId, []));
    expect(Math.max(...chains.map((chain) => chain.length))).toBe(5);
    expect(countOf(chains, (chain) => chain.length >= 3)).toBeGreaterThanOrEqual(10);
    const packagesOf = (chain: readonly string[]): number =>
      new Set(chain.map((id) => byId.get(id)?.packageId)).size;
    expect(countOf(chains, (chain) => packagesOf(chain) >= 2)).toBeGreaterThanOrEqual(15);
    expect(content.flows.flatMap((flow) => flow.next).filter((id) => !byId.has(id))).toEqual([]);
  });

  it('gives few flows much of the traffic, all shares about one', () => {
    const shares = content.flows.map((flow) => flow.share).sort((one, other) => other - one);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 1);
    expect(shares.slice(0, 10).reduce((sum, share) => sum + share, 0)).toBeGreaterThan(0.35);
    expect(
      content.flows.every((flow) => flow.failureRate > 0 && flow.failureRate < 0.2 && flow.typicalMs > 0),
    ).toBe(true);
    expect(countOf(content.flows, (flow) => flow.customHeaders.length > 0)).toBeGreaterThan(
      content.flows.length / 2,
    );
  });
});
