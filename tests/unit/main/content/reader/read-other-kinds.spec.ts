import { describe, expect, it } from 'vitest';

import { readContent, readResource } from '../../../../../src-main/content/reader/read-content.ts';
import { flowArtifact, flowPath, flowXml, manifestOf, zipOf } from './build-artifact.ts';

const manifest = (kind: string): string =>
  manifestOf({
    'Bundle-SymbolicName': 'X',
    'Bundle-Name': 'X name',
    'Bundle-Version': '1.0.0',
    'SAP-BundleType': kind,
  });

describe('mappings and packages', () => {
  it('reads value mappings', async () => {
    const xml =
      '<vm version="2.0"><group id="g"><entry isDefault="true"><agency>A</agency><schema>S</schema><value>1 &amp; 2</value></entry><entry><agency>B</agency><schema>T</schema><value/></entry></group></vm>';
    const model = await readContent(
      zipOf({ 'META-INF/MANIFEST.MF': manifest('ValueMapping'), 'value_mapping.xml': xml }),
    );
    expect(model.valueMappings[0]?.groups).toEqual([
      {
        id: 'g',
        entries: [
          { agency: 'A', schema: 'S', value: '1 & 2', isDefault: true },
          { agency: 'B', schema: 'T', value: '', isDefault: false },
        ],
      },
    ]);
    expect(model.warnings).toEqual([]);
  });

  it('reads integration adapters, which say who they are in a manifest of their own', async () => {
    const said = manifestOf({
      'Subsystem-ManifestVersion': '1',
      'Subsystem-SymbolicName': 'com.acme.adapter;vendor="ACME"',
      'Subsystem-Name': 'ACME Adapter',
      'Subsystem-Version': '1.2.0.v2026',
      'Subsystem-Type': 'osgi.subsystem.feature',
      'Subsystem-Description': 'Speaks ACME',
    });
    const files = { 'com.acme.adapter.jar': zipOf({ 'META-INF/MANIFEST.MF': manifest('x') }) };
    for (const path of ['OSGI-INF/SUBSYSTEM.MF', 'META-INF/SUBSYSTEM.MF']) {
      const model = await readContent(zipOf({ ...files, [path]: said }));
      expect(model).toMatchObject({
        kind: 'IntegrationAdapter',
        kindName: 'Integration Adapter',
        id: 'com.acme.adapter',
        name: 'ACME Adapter',
        version: '1.2.0.v2026',
        description: 'Speaks ACME',
        warnings: [],
      });
      expect(model.manifest).toContainEqual({ name: 'Subsystem-Type', value: 'osgi.subsystem.feature' });
      expect(model.resources.map((file) => [file.path, file.type])).toEqual(
        [
          ['com.acme.adapter.jar', 'archive'],
          [path, 'manifest'],
        ].sort(),
      );
    }
  });

  it('reads message mappings, with shared bricks and functions nobody knows', async () => {
    const bricks =
      '<brick type="Dst" path="/t/a"><arg><brick type="Func" fname="concat" fns="dflt"><arg pin="1"><brick type="Func" fname="mystery" fns="own"><bindings><param name="p"><value>v</value></param></bindings></brick></arg><arg><brick type="Src" path="/s/x" object_uid="r1"/></arg></brick></arg></brick><brick type="Dst" path="/t/b"><arg><brick object_uid="r1"/></arg></brick><brick type="Dst" path="/t/c"/>';
    const xml = `<xiObj xmlns="urn:sap-com:xi"><lnks><lnkRole role="SOURCE_IFR_MESS"><lnk><key typeID="xsd"><elem>S.xsd</elem><elem>src/main/resources/xsd</elem><elem>s</elem></key></lnk></lnkRole></lnks><transformation>${bricks}</transformation></xiObj>`;
    const model = await readContent(
      zipOf({ 'META-INF/MANIFEST.MF': manifest('MessageMapping'), 'src/main/resources/mapping/M.mmap': xml }),
    );
    const [mapping] = model.messageMappings;
    expect(mapping?.sources).toEqual([
      { type: 'xsd', name: 'S.xsd', folder: 'src/main/resources/xsd', message: 's', namespace: '' },
    ]);
    expect(mapping?.fields.map(({ target, text, sources }) => [target, text, sources])).toEqual([
      ['/t/a', 'concat(/s/x, mystery(p: v))', ['/s/x']],
      ['/t/b', '/s/x', ['/s/x']],
      ['/t/c', '', []],
    ]);
    expect(mapping?.functions).toEqual(['concat', 'mystery']);
  });

  it('does not write out bricks without end', async () => {
    const doubling = Array.from(
      { length: 60 },
      (_, at) =>
        `<brick type="Func" fname="f" object_uid="r${at}"><arg><brick object_uid="r${at + 1}"/></arg><arg pin="1"><brick object_uid="r${at + 1}"/></arg></brick>`,
    ).join('');
    const xml = `<x><transformation><brick type="Dst" path="/t"><arg><brick object_uid="r0"/></arg></brick>${doubling}<brick type="Func" fname="loop" object_uid="r60"><arg><brick object_uid="r60"/></arg></brick></transformation></x>`;
    const model = await readContent(
      zipOf({ 'META-INF/MANIFEST.MF': manifest('MessageMapping'), 'src/main/resources/mapping/M.mmap': xml }),
    );
    expect(model.messageMappings[0]).toMatchObject({ isShortened: true });
  });

  it('reads package exports, also what has no file, no zip or no sense', async () => {
    const record = (id: string, resourceType: string, more: object = {}) => ({
      id,
      uniqueId: `U_${id}`,
      displayName: `S/4 ${id}`,
      resourceType,
      createdAt: 1_693_210_464_566,
      ...more,
    });
    const list = {
      resources: [
        record('p', 'ContentPackage', {
          additionalAttributes: {
            shortText: { attributeValues: ['Short'] },
            Version: { attributeValues: ['1.0.4'] },
          },
        }),
        record('f', 'IFlow'),
        record('d', 'File'),
        record('u', 'Url', { additionalAttributes: { url: { attributeValues: ['https://x'] } } }),
        record('b', 'IFlow'),
        null,
        'text',
        {},
      ],
    };
    const content = zipOf({
      'resources.cnt': Buffer.from(JSON.stringify(list)).toString('base64'),
      'contentmetadata.md': Buffer.from('HashVersion=2.0.0\n').toString('base64'),
      f_content: flowArtifact(flowXml()),
      d_content: 'a document',
      b_content: flowArtifact('<broken'),
    });
    const model = await readContent(content);
    expect(model).toMatchObject({
      kind: 'IntegrationPackage',
      id: 'U_p',
      name: 'S/4 p',
      version: '1.0.4',
      package: { shortText: 'Short', exportFacts: [{ name: 'HashVersion', value: '2.0.0' }] },
    });
    expect(model.entries.map((entry) => [entry.id, entry.content])).toEqual([
      ['p', 'none'],
      ['f', 'artifact'],
      ['d', 'file'],
      ['u', 'none'],
      ['b', 'unreadable'],
      ['', 'none'],
    ]);
    expect(model.artifacts.map(({ id, entryId }) => [id, entryId])).toEqual([['My_Flow', 'f']]);
    expect(model.warnings.map(({ code }) => code)).toEqual(['package-entry-unreadable']);
    expect(Buffer.from(await readResource(content, flowPath, 'f_content')).toString()).toBe(flowXml());
  });
});
