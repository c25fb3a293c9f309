import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

interface PackageFile {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '..', '..', '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const { dependencies, devDependencies } = JSON.parse(read('package.json')) as PackageFile;
const versions = Object.entries({ ...dependencies, ...devDependencies });
const names = versions.map(([name]) => name);

/** What a package is called by where its own name stands nowhere. */
const programs: Readonly<Record<string, string>> = {
  typescript: 'typescript-eslint',
  'oxlint-tsgolint': 'oxlint',
};

describe('dependencies', () => {
  it.each(versions)('%s is pinned exactly', (_name, version) => {
    expect(version).toMatch(/^(npm:[a-z-]+@)?\d+\.\d+\.\d+$/);
  });

  it('stand in ARCHITECTURE.md with a reason, all of them and no others', () => {
    const rows = tableUnder('## Dependencies', read('ARCHITECTURE.md'));
    expect(rows.filter(({ reason }) => reason === '')).toEqual([]);
    const wanted = names.map((name) => (name.startsWith('@types/') ? '@types/*' : name));
    expect(rows.flatMap(({ packages }) => packages).toSorted()).toEqual([...new Set(wanted)].toSorted());
  });

  it('are used', () => {
    const sources = sourceText();
    const isUsed = (name: string) => {
      const text = (programs[name] ?? name.replace(/^@types\//, '')).replaceAll('.', '\\.');
      return new RegExp(`['"]${text}(/[^'"]*)?['"]`).test(sources);
    };
    expect(names.filter((name) => !isUsed(name))).toEqual([]);
  });
});

/** `@codemirror/view, state` names two packages of one scope. */
function tableUnder(heading: string, text: string): { packages: string[]; reason: string }[] {
  const section = text.split(`${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => /^\| (?!package |---)/.test(line));
  return lines.map((line) => {
    const [, list = '', reason = ''] = line.split('|').map((cell) => cell.trim());
    let scope = '';
    const packages = list.split(/,\s*/).map((name) => {
      if (name.startsWith('@')) scope = `${name.split('/')[0] ?? ''}/`;
      const isShort = scope !== '' && !name.startsWith('@') && !names.includes(name);
      return isShort ? `${scope}${name}` : name;
    });
    return { packages, reason };
  });
}

/** Everything of the project that can name a package, but this file. */
function sourceText(): string {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return files
    .split('\n')
    .filter((file) => /\.(ts|mjs|js|svelte)$|tsconfig\.json$/.test(file) && !file.endsWith('pinned.spec.ts'))
    .map(read)
    .join('\n');
}
