import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  folderName,
  foldersOf,
  knownFolder,
  tagNames,
  typedTags,
} from '../../../../src-shared/connections/arrangement.ts';

describe('names of folders', () => {
  it.each([
    ['  Contoso  ', 'Contoso'],
    ['Contoso\nnext\tline', 'Contoso next line'],
    ['\u0000\u202Econtoso', 'contoso'],
    ['   ', ''],
    ['x'.repeat(300), 'x'.repeat(100)],
  ])('%j is kept as %j', (text, kept) => {
    expect(folderName(text)).toBe(kept);
  });

  it('are the same however often they are read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
        expect(folderName(folderName(text))).toBe(folderName(text));
      }),
    );
  });

  it('take the spelling of the folder there is', () => {
    expect(knownFolder(' contoso ', ['Fabrikam', 'Contoso'])).toBe('Contoso');
    expect(knownFolder('Contoso AG', ['Contoso'])).toBe('Contoso AG');
  });

  it('stand once each, by name with numbers as numbers, without the empty one', () => {
    const folders = ['Line 10', '', 'Line 9', 'Line 10'].map((folder) => ({ folder }));
    expect(foldersOf(folders)).toEqual(['Line 9', 'Line 10']);
  });
});

describe('tags', () => {
  it('are typed between commas and kept once whatever their case', () => {
    expect(typedTags(' rollout, On call;ROLLOUT,, \n eu ')).toEqual(['rollout', 'On call', 'eu']);
  });

  it('are limited in number and length', () => {
    const many = tagNames(Array.from({ length: 50 }, (_, index) => `tag ${index} ${'x'.repeat(90)}`));
    expect(many).toHaveLength(20);
    expect(Math.max(...many.map(({ length }) => length))).toBe(50);
  });
});
