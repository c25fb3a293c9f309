import { describe, expect, it, vi } from 'vitest';

import type { Difference } from '../../../../src-shared/compare/difference.ts';
import { lineOf } from '../../../../src-shared/compare/words.ts';
import { corpusFiles, isCorpusThere, whyNoCorpus } from '../content/reader/corpus.ts';
import { compared } from './compared.ts';

vi.setConfig({ testTimeout: 60_000 });

const mapping = 'Interchange Processing Flow - SAP PI-PO Operating Mapping Process';
const vda = 'VDA-Automotive-XML To VDA-Automotive-Flat Syntax Conversion';

/** Read by hand from the XML, the lists and the change logs of the four exports, before the comparison was written. */
describe.skipIf(!isCorpusThere)(`the history of a published package${whyNoCorpus}`, () => {
  const [july, september, november, december] = corpusFiles('package-versions')
    .map(({ path }) => path)
    .sort();

  it('July to September 2025: two flows came', async () => {
    const differences = await differencesOf(july, september);
    expect(toldOf(differences)).toEqual([
      ['', 'package-property Version 1.2.1 > 1.3.0'],
      ['Change Log', 'entry-changed Version 1.2.1 > 1.3.0'],
      ['Change Log', 'entry-changed Content'],
      ['Interchange Processing Flow - External Table Lookup', 'entry-added'],
      [vda, 'entry-added'],
    ]);
  });

  it('September to November 2025: ODETTE inbound, an extraction in front, VDA indent', async () => {
    const differences = await differencesOf(september, november);
    expect(toldOf(differences)).toEqual([
      ['', 'package-property Version 1.3.0 > 1.3.1'],
      ['Change Log', 'entry-changed Version 1.3.0 > 1.3.1'],
      ['Change Log', 'entry-changed Content'],
      [mapping, 'artifact-version Version 1.2.1 > 1.3.1'],
      [mapping, 'step-added CallActivity_224'],
      [mapping, 'step-added CallActivity_222'],
      [mapping, 'route-added SequenceFlow_225'],
      [mapping, 'file-added CallActivity_224'],
      [mapping, 'reference-added CallActivity_222'],
      [vda, 'artifact-version Version 1.3.0 > 1.3.1'],
      [vda, 'file-changed Content CallActivity_54366'],
    ]);
    expect(differences.map((each) => lineOf(each))).toEqual(
      expect.arrayContaining([
        'step "Extract Custom XPATH Sender" (Groovy Script): added (after "Start", before "If simulation?")',
        'step "XML Structure Converter - Inbound - Odette" (XSLT Mapping): added (after "If Direction is inbound and type system?", before "Call Mapping Process")',
        'XSLT mapping "ODETTE-XML_Structure_Converter_Inbound.xsl" of step "XML Structure Converter - Inbound - Odette": added',
      ]),
    );
  });

  it('November to December 2025: two routes take the subsets of UN/EDIFACT; a step that was moved is none', async () => {
    const differences = await differencesOf(november, december);
    expect(toldOf(differences)).toEqual([
      ['', 'package-property Version 1.3.1 > 1.3.2'],
      ['Change Log', 'entry-changed Version 1.3.1 > 1.3.2'],
      ['Change Log', 'entry-changed Content'],
      [mapping, 'artifact-version Version 1.3.1 > 1.3.2'],
      [mapping, 'route-name Name SequenceFlow_11'],
      [mapping, 'route-condition Condition SequenceFlow_11'],
      [mapping, 'route-name Name SequenceFlow_83'],
      [mapping, 'route-condition Condition SequenceFlow_83'],
    ]);
    const condition = differences.find(({ kind }) => kind === 'route-condition');
    expect(condition?.after).toMatch(/ in 'UN-EDIFACT,EANCOM,VDA_EDIFACT,ODETTE_EDIFACT'$/);
  });
});

async function differencesOf(before = '', after = ''): Promise<readonly Difference[]> {
  return (await compared(before, after)).comparison.differences;
}

/** Artifact by artifact, in the order of their names. */
function toldOf(differences: readonly Difference[]): readonly (readonly [artifact: string, what: string])[] {
  return differences
    .map(({ kind, part, before, after, place }) => {
      const values = part === 'Version' ? `${before ?? ''} > ${after ?? ''}` : '';
      return [
        place.artifact?.name ?? '',
        [kind, part, values, ...place.after].filter((word) => word !== '').join(' '),
      ] as const;
    })
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
