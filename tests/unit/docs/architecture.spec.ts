import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));

type Imports = ReadonlyMap<string, ReadonlySet<string>>;

/** Which feature of the window shows parts of which other one. What more of them need stands in `components` or `lib`. */
const features = {
  artifact: ['diagram'],
  compare: ['diagram'],
  content: ['runtime'],
  exports: ['messages'],
  failures: ['messages'],
  runs: ['diagram', 'payloads'],
};

/** Which folder below `area` imports from which other one. A file right below it is a folder of its own. */
function importsBetweenFolders(area: string): Imports {
  const base = join(root, area);
  const folderOf = (file: string): string => relative(base, file).split('/')[0] ?? '';
  const imports = new Map<string, Set<string>>();
  for (const name of readdirSync(base, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:ts|svelte)$/.test(name)) continue;
    const file = join(base, name);
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
      const imported = join(dirname(file), path);
      if (!imported.startsWith(`${base}/`) || folderOf(imported) === folderOf(file)) continue;
      const known = imports.get(folderOf(file)) ?? new Set();
      imports.set(folderOf(file), known.add(folderOf(imported)));
    }
  }
  return imports;
}

/** Folders that import each other, in one step or in many. Where no folder is left without imports, the rest is a circle. */
function circle(imports: Imports): readonly string[] {
  const rest = new Map(imports);
  for (;;) {
    const settled = [...rest].filter(([, from]) => ![...from].some((one) => rest.has(one)));
    if (settled.length === 0) return [...rest.keys()].toSorted();
    for (const [folder] of settled) rest.delete(folder);
  }
}

describe('unit tests', () => {
  it.each(['main', 'shared', 'renderer', 'demo-tenant'])(
    'of %s stand in the folders of the sources',
    (part) => {
      const tests = readdirSync(join(root, 'tests/unit', part), { recursive: true, encoding: 'utf8' });
      const folders = new Set(tests.filter((name) => name.endsWith('.spec.ts')).map((name) => dirname(name)));
      expect(folders.size).toBeGreaterThan(1);
      const strange = [...folders].filter((folder) => !existsSync(join(root, `src-${part}`, folder)));
      expect(strange).toEqual([]);
    },
  );
});

describe('folders of domains', () => {
  it('import each other in one direction in the main process', () => {
    const imports = importsBetweenFolders('src-main');
    expect(imports.size).toBeGreaterThan(30);
    expect(circle(imports)).toEqual([]);
  });

  it('import in the window none but the named ones', () => {
    const imports = importsBetweenFolders('src-renderer/features');
    const found = [...imports].map(([folder, from]) => [folder, [...from].toSorted()] as const);
    expect(Object.fromEntries(found)).toEqual(features);
    expect(circle(imports)).toEqual([]);
  });

  it('would be told of a circle', () => {
    const imports = new Map([
      ['chain', new Set(['messages'])],
      ['messages', new Set(['payloads', 'sap'])],
      ['payloads', new Set(['messages'])],
    ]);
    expect(circle(imports)).toEqual(['chain', 'messages', 'payloads']);
  });
});
