import type { Comparison } from '../../src-shared/compare/difference.ts';
import type { SideTitles } from '../../src-shared/compare/markdown.ts';
import { changeWords, countWords, groupDifferences } from '../../src-shared/compare/words.ts';

/** A few lines for a person at a terminal. */
export function comparisonAsText(comparison: Comparison, titles: SideTitles): string {
  const { before, after, differences, isCut } = comparison;
  const side = ({ kindName, name, version }: Comparison['before'], title: string): string =>
    `${title}: ${kindName} "${name}"${version === '' ? '' : ` ${version}`}`;
  const lines = [side(before, titles.before), side(after, titles.after), countWords(differences)];
  for (const { title, subjects } of groupDifferences(differences)) {
    lines.push('', ...(title === '' ? [] : [title]));
    for (const { subject, differences: all } of subjects) {
      lines.push(...all.map((difference) => `  ${subject}: ${changeWords(difference)}`));
    }
  }
  if (isCut) lines.push('', 'More differences were found than are listed here.');
  return `${lines.map(oneLine).join('\n')}\n`;
}

/** Names come from strangers; a terminal obeys control characters. */
function oneLine(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
}
