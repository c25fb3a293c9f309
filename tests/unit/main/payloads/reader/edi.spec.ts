import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { elementSeparators, segmentLines } from '../../../../../src-main/payloads/reader/edi.ts';
import { idocLines } from '../../../../../src-main/payloads/reader/idoc-flat.ts';

function lines(text: string): readonly string[] {
  const syntax = elementSeparators(text);
  if (!syntax) throw new Error('no interchange');
  return segmentLines(Buffer.from(text), syntax).toString().trimEnd().split('\n');
}

const isaWith = (element: string, component: string, end: string): string =>
  [
    'ISA',
    '00',
    ' '.repeat(10),
    '00',
    ' '.repeat(10),
    'ZZ',
    'SENDER'.padEnd(15),
    'ZZ',
    'RECEIVER'.padEnd(15),
    '261127',
    '0304',
    'U',
    '00401',
    '000000001',
    '0',
    'P',
    component,
  ].join(element) + end;

describe('segments of an interchange', () => {
  it('stand on lines of their own; released characters end nothing', () => {
    expect(lines("UNB+UNOC:3+S+R+261127:0304+1'FTX+AAI+++Don?'t ?? stop'UNZ+1+1'")).toEqual([
      "UNB+UNOC:3+S+R+261127:0304+1'",
      "FTX+AAI+++Don?'t ?? stop'",
      "UNZ+1+1'",
    ]);
  });

  it('follow separators of their own, without a release character too', () => {
    expect(lines('UNA;*.! ~UNB*UNOC;3*S*R~FTX*wait!~ here~UNZ*1~')).toEqual([
      'UNA;*.! ~',
      'UNB*UNOC;3*S*R~',
      'FTX*wait!~ here~',
      'UNZ*1~',
    ]);
    // A blank says that nothing releases.
    expect(lines("UNA:+.  'UNB+UNOC:3+?'UNZ+1'")).toEqual(["UNA:+.  '", "UNB+UNOC:3+?'", "UNZ+1'"]);
  });

  it('of X12 are read from the ISA segment', () => {
    const text = `${isaWith('|', '^', '\u001d')}GS|PO|S|R\u001dSE|1\u001d`;
    expect(elementSeparators(text)).toMatchObject({ standard: 'x12', element: '|', component: '^' });
    expect(lines(text).length).toBe(3);
    expect(elementSeparators('ISABELLA sends her regards'.padEnd(200))).toBeUndefined();
  });

  it('that stand on lines already stay as they are', () => {
    const text = `${isaWith('*', '>', '\n')}GS*PO\nSE*1\n`;
    expect(lines(text).length).toBe(3);
  });

  const element = fc.string({ unit: fc.constantFrom(...Array.from('ABC 123ä+:?\'"*~')), maxLength: 12 });
  it('are told apart by nothing but their ends, whatever stands in them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(element, { maxLength: 4 }), { minLength: 1, maxLength: 8 }),
        (content) => {
          const released = (text: string): string => text.replaceAll(/[?+:']/g, '?$&');
          const segments = content.map(
            (elements, index) => `SG${index}+${elements.map(released).join('+')}'`,
          );
          const text = `UNB+UNOC:3+S+R'${segments.join('')}`;
          const printed = lines(text);
          expect(printed.slice(1)).toEqual(segments);
          // Printed once more nothing moves.
          expect(
            segmentLines(Buffer.from(printed.join('\n')), {
              standard: 'edifact',
              segment: "'",
              element: '+',
              component: ':',
              release: '?',
            })
              .toString()
              .trimEnd(),
          ).toBe(printed.join('\n'));
        },
      ),
    );
  });
});

describe('a flat IDoc', () => {
  it('has one line for each segment, with name, number and level', () => {
    const control = `EDI_DC40  400${'0'.repeat(16)}${' '.repeat(20)}`;
    const segment = (name: string, number: string, parent: string, level: string, data: string): string =>
      `${name.padEnd(30)}4000000000000000017${number}${parent}${level}${data.padEnd(100)}`;
    const text = [
      control,
      segment('E2EDK01005', '000001', '000000', '01', '004EUR'),
      segment('E2EDKA1003', '000002', '000001', '02', 'AG1000'),
    ].join('\n');
    expect(idocLines(Buffer.from(text)).toString().split('\n').slice(1)).toEqual([
      'E2EDK01005   000001               004EUR',
      '  E2EDKA1003   000002 below 000001  AG1000',
      '',
    ]);
  });
});
