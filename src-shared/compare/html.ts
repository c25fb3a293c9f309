import { escaped } from '../html-text.ts';
import type { Change, Comparison, Difference } from './difference.ts';
import type { SideTitles } from './markdown.ts';
import { changeWords, countWords, groupDifferences, valuesOf } from './words.ts';

/** A comparison as one HTML file without script and without anything from elsewhere; values that look secret are masked. */
export function comparisonAsHtml(comparison: Comparison, titles: SideTitles): string {
  const { before, after, differences, isCut } = comparison;
  const groups = groupDifferences(differences).map(
    ({ title, subjects }) =>
      `${title === '' ? '' : `<h2>${escaped(title)}</h2>`}${subjects
        .map(
          ({ subject, differences: all }) => `<h3>${escaped(subject)}</h3><ul>${all.map(item).join('')}</ul>`,
        )
        .join('\n')}`,
  );
  const row = (name: string, x: string, y: string): string =>
    `<tr><th scope="row">${name}</th><td>${escaped(x)}</td><td>${escaped(y)}</td></tr>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(after.name)}: ${countWords(differences)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escaped(after.name)}: ${countWords(differences)}</h1>
<table>
<tr><td></td><th scope="col">before</th><th scope="col">after</th></tr>
${row('from', titles.before, titles.after)}
${row('kind', before.kindName, after.kindName)}
${row('id', before.id, after.id)}
${row('version', before.version, after.version)}
</table>
${differences.length === 0 ? '<p>There is no difference.</p>' : groups.join('\n')}
${isCut ? '<p>More differences were found than are listed here.</p>' : ''}
</body>
</html>
`;
}

const signs: Readonly<Record<Change, string>> = { added: '+', removed: '−', changed: '≠', moved: '→' };

function item(difference: Difference): string {
  const { change, part } = difference;
  const [from, to] = valuesOf(difference, true);
  const isLong = [from, to].some(
    (value) => value !== undefined && (value.length > 140 || /[\r\n]/.test(value)),
  );
  const whole =
    isLong && part !== '' && part !== 'Content'
      ? `<details><summary>before and after</summary>${pre('before', from)}${pre('after', to)}</details>`
      : '';
  return `<li class="${change}"><span aria-hidden="true">${signs[change]}</span> ${escaped(changeWords(difference))}${whole}</li>`;
}

function pre(label: string, value: string | undefined): string {
  return value === undefined ? '' : `<p>${label}</p><pre>${escaped(value)}</pre>`;
}

const style = `
:root{color-scheme:light dark}
body{font:14px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid}h3{font-size:1rem;margin:1rem 0 0}
table{border-collapse:collapse}td,th{border:1px solid;padding:.2rem .6rem;text-align:left;vertical-align:top}
ul{margin:.2rem 0;padding:0;list-style:none}li span{display:inline-block;width:1.2em;font-weight:bold}
li.added span{color:light-dark(#0a6b2d,#6fd08c)}li.removed span{color:light-dark(#a3171a,#ff9b93)}
pre{white-space:pre-wrap;border:1px solid;padding:.4rem}details p{margin:.4rem 0 0}
`;
