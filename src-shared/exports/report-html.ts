import { escaped } from '../html-text.ts';
import { chartAsSvg, type ReportChart, statusClass, time } from './report-chart.ts';

export interface Report {
  readonly tenant: string;
  readonly description: string;
  /** ms since 1970 */
  readonly madeAt: number;
  readonly total: number;
  readonly counts: readonly { readonly status: string; readonly count: number }[];
  readonly flows: readonly { readonly name: string; readonly count: number; readonly failed: number }[];
  readonly chart: ReportChart | undefined;
  /** Most frequent first. */
  readonly groups: readonly {
    readonly title: string;
    readonly count: number;
    readonly firstSeen: number;
    readonly lastSeen: number;
    readonly note: string | undefined;
  }[];
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A report of messages as one HTML file without script and without anything from elsewhere. */
export function reportAsHtml(report: Report): string {
  const { tenant, description, madeAt, total, counts, flows, chart, groups, header, rows } = report;
  const title = `Messages of ${tenant}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>${escaped(description)}</p>
<p class="soft">${number(total)} messages. Made on ${time(madeAt)} with Tenant Atlas. Times are UTC.</p>
<ul class="counts">${counts.map(({ status, count }) => `<li><span class="dot ${statusClass(status)}" aria-hidden="true"></span>${escaped(status)} <b>${number(count)}</b></li>`).join('')}</ul>
${chart ? `<h2>Over time</h2>\n${chartAsSvg(chart)}` : ''}
<h2>Error groups</h2>
${
  groups.length === 0
    ? '<p>No error texts of these messages are known.</p>'
    : table(
        ['Error', 'Messages', 'First seen', 'Last seen', 'Note'],
        groups.map((one) => [
          one.title,
          number(one.count),
          time(one.firstSeen),
          time(one.lastSeen),
          one.note ?? '',
        ]),
        { 1: 'figure', 2: 'whole', 3: 'whole' },
      )
}
<h2>Integration flows</h2>
${table(
  ['Integration flow', 'Messages', 'Failed'],
  flows.map(({ name, count, failed }) => [name, number(count), number(failed)]),
  { 1: 'figure', 2: 'figure' },
)}
<h2>Messages</h2>
${rows.length < total ? `<p class="soft">The first ${number(rows.length)} of ${number(total)}.</p>` : ''}
${table(header, rows)}
</body>
</html>
`;
}

function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  classes: Readonly<Record<number, 'figure' | 'whole'>> = {},
): string {
  const ofColumn = (index: number): string => (classes[index] ? ` class="${classes[index]}"` : '');
  const head = header.map((text, index) => `<th scope="col"${ofColumn(index)}>${escaped(text)}</th>`);
  const body = rows.map(
    (cells) =>
      `<tr>${cells.map((text, index) => `<td${ofColumn(index)}>${escaped(text)}</td>`).join('')}</tr>`,
  );
  return `<div class="scroll"><table><thead><tr>${head.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody></table></div>`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}

const style = `
:root{color-scheme:light dark}
body{font:14px/1.5 system-ui,sans-serif;max-width:76rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
h1{font-size:1.4rem;margin-bottom:.3rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}p{margin:.2rem 0}
.soft{color:light-dark(#5b6670,#9aa7b2)}
.counts{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;margin:1rem 0 0;padding:0;list-style:none}
.dot{display:inline-block;width:.7em;height:.7em;margin-right:.4em;border-radius:50%}
.dot.good{background:#2f8a4e}.dot.bad{background:#d0393b}.dot.warn{background:#d08a1c}.dot.other{background:#6b7c8c}
svg{width:100%;height:auto}svg text{font:11px system-ui,sans-serif;fill:light-dark(#5b6670,#9aa7b2)}
.grid{stroke:light-dark(#d9dfe5,#39434d)}
rect.good{fill:#2f8a4e}rect.bad{fill:#d0393b}rect.warn{fill:#d08a1c}rect.other{fill:#6b7c8c}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13px}
td,th{border-bottom:1px solid light-dark(#d9dfe5,#39434d);padding:.25rem .7rem .25rem 0;text-align:left;vertical-align:top}
td{max-width:32rem;overflow-wrap:break-word}th{font-weight:600;overflow-wrap:normal}
.figure{text-align:right;font-variant-numeric:tabular-nums}.whole{white-space:nowrap}
@media print{body{max-width:none;margin:0}td{overflow-wrap:anywhere}}
`;
