import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { safeFileName, safeNames, safeTree, sameOnDisk } from '../../../src-shared/file-names.ts';

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    'CON',
    'nul.txt',
    'com¹',
    '..',
    '.',
    '',
    ' x ',
    'a:b',
    'Ä',
    'A\u0308',
    'ß',
    'SS',
    'ſ',
    'straße',
    'STRASSE',
  ),
);

describe('a file name', () => {
  it('is accepted by Windows, macOS and Linux, whatever it is made from', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const safe = safeFileName(name);
        expect(safe).not.toMatch(/[<>:"/\\|?*\u0000-\u001f]/);
        expect(safe).not.toMatch(/^[. ]|[. ]$/);
        expect(safe).not.toMatch(/^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(\.|$)/i);
        expect(safe).not.toBe('');
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
        expect(safe).not.toMatch(/\p{Surrogate}/u);
        expect(safeFileName(safe)).toBe(safe);
      }),
    );
  });

  it('is another one for each thing of a folder, in whatever order they come', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ key: fc.string({ minLength: 1 }), name: anyName }), {
          selector: ({ key }) => key,
        }),
        fc.constantFrom('', '.zip'),
        (things, ending) => {
          const named = things.map((thing) => ({ ...thing, ending }));
          const names = safeNames(named);
          expect(new Set([...names.values()].map(sameOnDisk)).size).toBe(things.length);
          expect(new Map(safeNames(named.toReversed()))).toEqual(names);
        },
      ),
    );
  });

  it('of a tree leads out of no folder and is shared by no two files', () => {
    const part = fc.oneof(anyName, fc.constantFrom('a', 'A', 'b.txt', 'B.TXT', 'src'));
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 30 }), (paths) => {
        const places = safeTree(paths);
        expect([...places.keys()].toSorted()).toEqual(paths.toSorted());
        const files = [...places.values()].map(sameOnDisk);
        expect(new Set(files).size).toBe(files.length);
        // A file is no folder of another one.
        for (const file of files) expect(files.some((one) => one.startsWith(`${file}/`))).toBe(false);
        for (const place of places.values())
          for (const one of place.split('/')) expect(safeFileName(one)).toBe(one);
        expect(new Map(safeTree(paths.toReversed()))).toEqual(places);
      }),
    );
  });

  it('stays as it is where nothing is in the way', () => {
    expect(Object.fromEntries(safeTree(['a/b.txt', 'A/b.txt', 'con/x?.txt', 'c', 'c/d']))).toEqual({
      'a/b.txt': expect.stringMatching(/^a~[0-9a-f]{8}\/b\.txt$/) as string,
      'A/b.txt': 'A/b.txt',
      'con/x?.txt': '_con/x_.txt',
      c: 'c',
      'c/d': expect.stringMatching(/^c~[0-9a-f]{8}\/d$/) as string,
    });
  });
});
