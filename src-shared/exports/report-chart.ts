import { escaped } from '../html-text.ts';

export interface ReportChart {
  /** ms since 1970, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** Statuses with the messages in each of the equal pieces, oldest first. */
  readonly series: readonly { readonly status: string; readonly counts: readonly number[] }[];
}

const width = 960;
const height = 180;
const left = 56;
const bottom = 22;
const top = 8;

/** Messages over time, stacked by status; its colours are classes of the report's style. */
export function chartAsSvg({ from, to, series }: ReportChart): string {
  const pieces = Math.max(1, ...series.map(({ counts }) => counts.length));
  const sums = Array.from({ length: pieces }, (_, piece) =>
    series.reduce((sum, { counts }) => sum + (counts[piece] ?? 0), 0),
  );
  const most = Math.max(1, ...sums);
  const scale = (height - top - bottom) / most;
  const wide = (width - left) / pieces;
  const bars = sums.flatMap((sum, piece) => {
    let y = height - bottom;
    const label = `${time(from + ((to - from) * piece) / pieces)}: ${sum}`;
    const parts = series.flatMap(({ status, counts }) => {
      const tall = (counts[piece] ?? 0) * scale;
      if (tall === 0) return [];
      y -= tall;
      return [
        `<rect class="${statusClass(status)}" x="${round(left + piece * wide + 0.5)}" y="${round(y)}" width="${round(Math.max(1, wide - 1))}" height="${round(tall)}"/>`,
      ];
    });
    return parts.length === 0 ? [] : [`<g><title>${label}</title>${parts.join('')}</g>`];
  });
  const line = (count: number): string => {
    const y = round(height - bottom - count * scale);
    return `<line class="grid" x1="${left}" x2="${width}" y1="${y}" y2="${y}"/><text x="${left - 6}" y="${y + 4}" text-anchor="end">${count}</text>`;
  };
  const names = series.map(({ status }) => status).join(', ');
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(`Messages over time by status: ${names}`)}">
${line(0)}${line(most)}
${bars.join('\n')}
<text x="${left}" y="${height - 5}">${time(from)}</text>
<text x="${width}" y="${height - 5}" text-anchor="end">${time(to)}</text>
</svg>`;
}

/** The few statuses that have a colour; all else is `other`. */
export function statusClass(status: string): string {
  if (status === 'COMPLETED') return 'good';
  if (status === 'FAILED' || status === 'ABANDONED') return 'bad';
  return status === 'RETRY' || status === 'ESCALATED' || status === 'CANCELLED' ? 'warn' : 'other';
}

/** `2026-11-23 14:40 UTC` */
export function time(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
