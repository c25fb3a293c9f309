import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const facts = readFileSync(new URL('../../../docs/api-facts.md', import.meta.url), 'utf8');
const sections = [...facts.matchAll(/^## (\d(?:\.\d+)?) /gm)].map(([, number = '']) => number);

/** Numbers after the word, also where the comment goes on in the next line. */
const citation = /catalogue[\s*/]+((?:\d(?:\.\d+)?)(?:(?:, | and | to )\d(?:\.\d+)?)*)/gi;

function sources(): readonly string[] {
  return ['src-shared', 'src-main', 'src-renderer', 'src-demo-tenant', 'tests', 'scripts'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|svelte|mjs)$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
}

function cited(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of sources()) {
    for (const [, numbers = ''] of readFileSync(`${root}${file}`, 'utf8').matchAll(citation)) {
      for (const number of numbers.split(/, | and | to /)) found.set(number, file);
    }
  }
  return found;
}

describe('docs/api-facts.md', () => {
  it('has a section for every number that the code cites', () => {
    const citations = cited();
    expect(citations.size).toBeGreaterThan(20);
    expect([...citations].filter(([number]) => !sections.includes(number))).toEqual([]);
  });

  it('has no section that nobody cites, and each once', () => {
    const citations = cited();
    expect(sections.filter((number) => !citations.has(number))).toEqual([]);
    expect(new Set(sections).size).toBe(sections.length);
  });
});
