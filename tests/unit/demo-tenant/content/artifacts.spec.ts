import { describe, expect, it } from 'vitest';

import { createContent } from '../../../../src-demo-tenant/content/create-content.ts';
import type { ArtifactKind, DemoArtifact } from '../../../../src-demo-tenant/content/model.ts';
import { allElements, artifactsOf, readManifest, readXml, readZip, smallTenant } from './readers.ts';

const content = createContent({ ...smallTenant, packages: 40, artifacts: 400 });
const ofKind = (kind: ArtifactKind): DemoArtifact[] =>
  artifactsOf(content).filter((artifact) => artifact.kind === kind);

describe('artifacts other than integration flows', () => {
  it('name themselves and their type in the manifest', async () => {
    const others = artifactsOf(content).filter((artifact) => artifact.kind !== 'IntegrationFlow');
    expect(others.length).toBeGreaterThan(60);
    for (const artifact of others) {
      const manifest = readManifest(
        (await readZip(artifact.zip())).get('META-INF/MANIFEST.MF') ?? Buffer.alloc(0),
      );
      expect(manifest.get('Bundle-SymbolicName')?.split(';')[0], artifact.id).toBe(artifact.id);
      expect(manifest.get('SAP-BundleType'), artifact.id).toBe(artifact.kind);
      expect(manifest.get('Bundle-Version'), artifact.id).toBe(artifact.version);
    }
  });

  it('tell the values of value mappings alike in the zip and in the API', async () => {
    expect(ofKind('ValueMapping').length).toBeGreaterThan(10);
    for (const artifact of ofKind('ValueMapping')) {
      const text = (await readZip(artifact.zip())).get('value_mapping.xml')?.toString('utf8') ?? '';
      const groups = allElements(readXml(text)).filter((element) => element.name === 'group');
      const fromZip = groups.flatMap((group) => {
        const [one = [], other = []] = group.children.map((entry) =>
          entry.children.map((child) => child.text),
        );
        const id = group.attributes.id ?? '';
        return [[id, ...one, ...other].join('|'), [id, ...other, ...one].join('|')];
      });
      const fromApi = artifact.valMapSchemas.flatMap((schema) =>
        schema.entries.map((entry) =>
          [
            entry.id,
            schema.SrcAgency,
            schema.SrcId,
            entry.srcValue,
            schema.TgtAgency,
            schema.TgtId,
            entry.tgtValue,
          ].join('|'),
        ),
      );
      expect(fromApi.length, artifact.id).toBeGreaterThan(0);
      expect([...fromApi].sort(), artifact.id).toEqual([...fromZip].sort());
    }
  });

  it('have configured value mappings and some nobody configured', () => {
    const states = new Set(
      ofKind('ValueMapping').flatMap((artifact) => artifact.valMapSchemas.map((schema) => schema.State)),
    );
    expect(states).toEqual(new Set(['Configured', '']));
  });

  it('map between paths of their own schemas', async () => {
    for (const artifact of ofKind('MessageMapping')) {
      const entries = await readZip(artifact.zip());
      const path = [...entries.keys()].find((name) => name.endsWith('.mmap')) ?? '';
      const elements = allElements(readXml(entries.get(path)?.toString('utf8') ?? ''));
      const schemas = elements.filter((element) => element.name === 'elem' && element.text.endsWith('.xsd'));
      expect(schemas.length, artifact.id).toBe(2);
      for (const schema of schemas)
        expect(entries.has(`src/main/resources/xsd/${schema.text}`), artifact.id).toBe(true);
      const targets = elements
        .filter((element) => element.attributes.type === 'Dst')
        .map((element) => element.attributes.path ?? '');
      expect(targets.length, artifact.id).toBeGreaterThan(3);
      const names = new Set(
        [...entries]
          .filter(([name]) => name.endsWith('.xsd'))
          .flatMap(([, bytes]) =>
            allElements(readXml(bytes.toString('utf8'))).map((element) => element.attributes.name ?? ''),
          ),
      );
      expect(
        targets.flatMap((target) => target.split('/').slice(1)).filter((name) => !names.has(name)),
        artifact.id,
      ).toEqual([]);
    }
  });

  it('hold well-formed XML and JSON in every file', async () => {
    const seen = new Set<string>();
    for (const artifact of artifactsOf(content)) {
      for (const [name, bytes] of await readZip(artifact.zip())) {
        const ending = name.slice(name.lastIndexOf('.') + 1);
        const text = bytes.toString('utf8');
        seen.add(ending);
        if (['xsd', 'wsdl', 'edmx', 'xsl', 'mmap', 'propdef', 'project', 'xml'].includes(ending)) {
          expect(() => readXml(text), `${artifact.id}: ${name}`).not.toThrow();
        }
        if (ending === 'json')
          expect(() => JSON.parse(text) as unknown, `${artifact.id}: ${name}`).not.toThrow();
      }
    }
    for (const ending of ['iflw', 'groovy', 'xsl', 'mmap', 'xsd', 'wsdl', 'edmx', 'json'])
      expect(seen).toContain(ending);
  });

  it('keep braces and brackets of scripts in balance', () => {
    const scripts = new Map(
      artifactsOf(content)
        .flatMap((artifact) => artifact.resources)
        .filter((resource) => resource.ResourceType === 'groovy')
        .map((resource) => [resource.Name, Buffer.from(resource.content()).toString('utf8')]),
    );
    expect(scripts.size).toBeGreaterThanOrEqual(15);
    for (const [name, text] of scripts) {
      const count = (character: string): number => text.split(character).length;
      expect(count('{'), name).toBe(count('}'));
      expect(count('['), name).toBe(count(']'));
      expect(text, name).toContain('Message processData(Message message)');
    }
  });

  it('refer to script collections and mappings that exist', async () => {
    const ids = new Set(artifactsOf(content).map((artifact) => artifact.id));
    const missing: string[] = [];
    for (const artifact of ofKind('IntegrationFlow')) {
      const manifest = readManifest(
        (await readZip(artifact.zip())).get('META-INF/MANIFEST.MF') ?? Buffer.alloc(0),
      );
      const required = manifest.get('Require-Capability') ?? '';
      for (const match of required.matchAll(/(?:scriptcollection|messagemapping)\.([\w.-]+);/g)) {
        if (!ids.has(match[1] ?? '')) missing.push(`${artifact.id}: ${match[1] ?? ''}`);
      }
    }
    expect(missing).toEqual([]);
  });
});
