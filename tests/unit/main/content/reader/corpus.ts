import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Real artifacts, which may stand beside the project; nothing of them is copied into it. */
const corpus = fileURLToPath(new URL('../../../../../../shared/corpus/', import.meta.url));

export const isCorpusThere = existsSync(join(corpus, 'index.tsv'));
export const whyNoCorpus = isCorpusThere ? '' : ' (../shared/corpus is not there)';

export interface CorpusFile {
  readonly path: string;
  readonly kind: string;
}

/** Files of a kind of folder: `artifacts`, `packages`, `package-versions`, `not-artifacts`. */
export function corpusFiles(folder: string): readonly CorpusFile[] {
  const [, ...lines] = readFileSync(join(corpus, 'index.tsv'), 'utf8').trim().split('\n');
  return lines
    .map((line) => line.split('\t'))
    .filter(([file = '']) => file.split('/')[1] === folder)
    .map(([file = '', kind = '']) => ({ path: join(corpus, file), kind }));
}

/** Counts the README prints behind a heading word: `Enricher 1120, Script 1050, …`. */
export function countsOfReadme(from: string): ReadonlyMap<string, number> {
  const line =
    readme()
      .split('\n')
      .find((each) => each.startsWith(from)) ?? '';
  return new Map(
    Array.from(
      line.slice(line.indexOf('structure:') + 10).matchAll(/([(\w)]+) (\d+)/g),
      ([, name = '', count]) => [name, Number(count)],
    ),
  );
}

/** The README's table of adapters: name → [sender, receiver]. */
export function adaptersOfReadme(): ReadonlyMap<string, readonly [number, number]> {
  const rows = readme().matchAll(/^\| ([\w-]+) \| (\d+) \| (\d+) \| \d+ \|$/gm);
  return new Map(
    Array.from(rows, ([, name = '', sender, receiver]) => [name, [Number(sender), Number(receiver)]]),
  );
}

export function corpusFolders(): readonly string[] {
  return readdirSync(corpus);
}

function readme(): string {
  return readFileSync(join(corpus, 'README.md'), 'utf8');
}
