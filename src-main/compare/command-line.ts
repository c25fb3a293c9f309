import { basename } from 'node:path';
import type { Writable } from 'node:stream';

import { type CompareOptions, semanticOnly } from '../../src-shared/compare/difference.ts';
import { comparisonAsHtml } from '../../src-shared/compare/html.ts';
import { comparisonAsMarkdown } from '../../src-shared/compare/markdown.ts';
import { valuesOf } from '../../src-shared/compare/words.ts';
import { type ReadComparison, readComparison } from '../content/reader/compare/read-comparison.ts';
import { oneLine, Refusal } from '../content/reader/refusal.ts';
import { comparisonAsText } from './comparison-as-text.ts';

export const usage =
  'Usage: npm run --silent compare -- BEFORE AFTER [--markdown|--html|--json] [--layout] [--ids] [--stamps]\n' +
  'Compares two artifacts or package exports, zipped or unpacked. See docs/compare.md.\n';

const formats = ['--markdown', '--html', '--json'] as const;
const asked = ['--layout', '--ids', '--stamps', '--help', ...formats];

/** `compare`: 0 for no difference, 1 for some, 2 where one side cannot be read or the command line is not understood. */
export async function runCommandLine(
  args: readonly string[],
  out: Writable,
  errors: Writable,
): Promise<number> {
  const options = args.filter((arg) => arg.startsWith('--'));
  const files = args.filter((arg) => !arg.startsWith('--'));
  const unknown = options.find((option) => !asked.includes(option));
  const [before, after, more] = files;
  const format = formats.filter((each) => options.includes(each));
  if (unknown === undefined && options.includes('--help')) {
    out.write(usage);
    return 0;
  }
  if (
    unknown !== undefined ||
    before === undefined ||
    after === undefined ||
    more !== undefined ||
    format.length > 1
  ) {
    if (unknown !== undefined) errors.write(`There is no option ${unknown}.\n`);
    errors.write(usage);
    return 2;
  }
  const wanted: CompareOptions = {
    ...semanticOnly,
    layout: options.includes('--layout'),
    ids: options.includes('--ids'),
    stamps: options.includes('--stamps'),
  };
  try {
    const compared = await readComparison({ source: before }, { source: after }, wanted);
    out.write(textOf(compared, format[0], { before: basename(before), after: basename(after) }));
    return compared.comparison.differences.length > 0 ? 1 : 0;
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    errors.write(`${oneLine(fault.message)}\n`);
    return 2;
  }
}

function textOf(
  { comparison }: ReadComparison,
  format: (typeof formats)[number] | undefined,
  titles: { readonly before: string; readonly after: string },
): string {
  switch (format) {
    case '--markdown':
      return comparisonAsMarkdown(comparison, titles);
    case '--html':
      return comparisonAsHtml(comparison, titles);
    case '--json':
      return `${JSON.stringify({ ...comparison, differences: comparison.differences.map(masked) }, everyField)}\n`;
    default:
      return comparisonAsText(comparison, titles);
  }
}

function masked(difference: ReadComparison['comparison']['differences'][number]): object {
  const [before, after] = valuesOf(difference, true);
  return { ...difference, before, after };
}

/** Every difference has the same fields: what is not there is null. */
function everyField(_name: string, value: unknown): unknown {
  return value === undefined ? null : value;
}
