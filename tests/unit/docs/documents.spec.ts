import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (name: string): string => readFileSync(`${root}${name}`, 'utf8');
const { scripts, dependencies, devDependencies } = JSON.parse(read('package.json')) as Readonly<
  Record<'scripts' | 'dependencies' | 'devDependencies', Readonly<Record<string, string>>>
>;
const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  ...readdirSync(`${root}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** What a pattern's first group finds in the documents, with the document it stands in. */
function named(
  pattern: RegExp,
  among: readonly string[] = documents,
): readonly (readonly [string, string])[] {
  return among.flatMap((name) =>
    [...read(name).matchAll(pattern)].map(([, found = '']) => [name, found] as const),
  );
}

describe('the documents', () => {
  it('name folders and files that are there', () => {
    const paths = named(/`((?:src-[a-z]+|tests|scripts|docs|bench|resources)\/[\w./-]*)`/g);
    expect(paths.length).toBeGreaterThan(50);
    const extensions = ['', '.ts', '.svelte.ts', '.spec.ts', '.e2e.ts', '.mjs'];
    const gone = paths.filter(([, path]) => !extensions.some((one) => existsSync(`${root}${path}${one}`)));
    expect(gone).toEqual([]);
  });

  it('link to what is there', () => {
    const links = documents.flatMap((name) =>
      [...read(name).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => [name, link] as const),
    );
    expect(links.length).toBeGreaterThan(15);
    const gone = links.filter(([name, link]) => !existsSync(new URL(link, `file://${root}${name}`)));
    expect(gone).toEqual([]);
  });

  it('show every picture there is', () => {
    const pictures = readdirSync(`${root}docs/pictures`).map((name) => `pictures/${name}`);
    const shown = new Set(
      named(/!\[[^\]]+\]\((?:docs\/)?(pictures\/[\w-]+\.png)\)/g).map(([, path]) => path),
    );
    expect(pictures.length).toBeGreaterThan(15);
    expect(pictures.filter((path) => !shown.has(path))).toEqual([]);
  });

  it('name commands that are there, and each of them', () => {
    const commands = named(/npm run (?:--silent )?([a-z][a-z:-]*)/g).map(([, command]) => command);
    expect(commands.filter((command) => !(command in scripts))).toEqual([]);
    // Two have short forms; building is part of the others.
    const known = new Set([...commands, 'start', 'test', 'build']);
    expect(Object.keys(scripts).filter((command) => !known.has(command))).toEqual([]);
  });

  it('name tests as proofs that are there', () => {
    const proofs = named(/`((?:unit|component|contract|integration|e2e|package|long)\/[\w/-]+)`/g, [
      'SECURITY.md',
    ]);
    expect(proofs.length).toBeGreaterThan(30);
    const gone = proofs.filter(
      ([, test]) => !['', '.spec.ts', '.e2e.ts'].some((end) => existsSync(`${root}tests/${test}${end}`)),
    );
    expect(gone).toEqual([]);
  });

  it('give a reason for each dependency', () => {
    const [, table = ''] = /^## Dependencies$(.*?)^## /ms.exec(read('ARCHITECTURE.md')) ?? [];
    const names = new Set(
      [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) => cell.split(', ')),
    );
    // A scope stands once before its packages; types go along with what they describe.
    const isNamed = (name: string): boolean =>
      names.has(name) || names.has(name.replace(/^@codemirror\//, '')) || name.startsWith('@types/');
    const all = [...Object.keys(dependencies), ...Object.keys(devDependencies)];
    expect(all.filter((name) => !isNamed(name))).toEqual([]);
  });

  it('name each domain of main in the map of folders', () => {
    const map = read('README.md');
    const folders = readdirSync(`${root}src-main`, { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const gone = folders.filter(
      ({ name }) => !map.includes(`\`${name}/\``) && !map.includes(`src-main/${name}/`),
    );
    expect(gone.map(({ name }) => name)).toEqual([]);
  });
});
