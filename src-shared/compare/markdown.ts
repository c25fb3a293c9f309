import type { Comparison, DifferenceKind } from './difference.ts';
import { changeWords, countWords, groupDifferences, valuesOf } from './words.ts';

/** What an export says of its two sides beside what they hold. */
export interface SideTitles {
  readonly before: string;
  readonly after: string;
}

/** Values beyond a line are shown in full for these: people read them for the wording. */
const shownWhole = new Set<DifferenceKind>([
  'route-condition',
  'channel-address',
  'mapping-field',
  'step-property',
]);

/** A comparison for a change ticket, values that look secret masked. */
export function comparisonAsMarkdown(comparison: Comparison, titles: SideTitles): string {
  const { before, after, differences, isCut } = comparison;
  const lines = [
    `# ${inline(after.name)}: ${countWords(differences)}`,
    '',
    '| | before | after |',
    '| --- | --- | --- |',
    `| from | ${inline(titles.before)} | ${inline(titles.after)} |`,
    `| kind | ${inline(before.kindName)} | ${inline(after.kindName)} |`,
    `| id | ${inline(before.id)} | ${inline(after.id)} |`,
    `| version | ${inline(before.version)} | ${inline(after.version)} |`,
    '',
    ...(differences.length === 0 ? ['There is no difference.', ''] : []),
  ];
  for (const { title, subjects } of groupDifferences(differences)) {
    if (title !== '') lines.push(`## ${inline(title)}`, '');
    for (const { subject, differences: all } of subjects) {
      lines.push(`- **${inline(subject)}**`);
      for (const difference of all) {
        lines.push(`  - ${inline(changeWords(difference))}`);
        const [from, to] = valuesOf(difference, true);
        if (!shownWhole.has(difference.kind) || !(isLong(from) || isLong(to))) continue;
        lines.push(...fenced('before', from), ...fenced('after', to));
      }
    }
    lines.push('');
  }
  if (isCut) lines.push('More differences were found than are listed here.', '');
  return `${lines.join('\n').trimEnd()}\n`;
}

function isLong(value: string | undefined): boolean {
  return value !== undefined && (value.length > 140 || value.includes('\n'));
}

function fenced(label: string, value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  const longest = Math.max(2, ...Array.from(value.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [
    `    ${label}:`,
    '',
    ...[fence, ...value.split(/\r\n?|\n/), fence].map((line) => `    ${line}`),
    '',
  ];
}

/** Text by strangers on one line, without a meaning in Markdown or HTML. */
function inline(text: string): string {
  return text
    .replaceAll(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll(/[\\`*_{}[\]<>#|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .trim();
}
