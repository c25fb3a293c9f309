import { day, hour, minute } from '../durations.ts';

const second = 1_000;
/** By unit, in ms, largest first. */
const units: readonly (readonly [unit: string, length: number])[] = [
  ['d', day],
  ['h', hour],
  ['m', minute],
  ['s', second],
  ['ms', 1],
];

/** ms of `90s`, `1.5h`, `2d`; `undefined`: not a length of time. */
export function readLength(text: string): number | undefined {
  const found = /^(\d+(?:\.\d+)?)(ms|s|m|min|h|d)$/i.exec(text.trim());
  const unit = found?.[2]?.toLowerCase().replace('min', 'm');
  const length = units.find(([name]) => name === unit)?.[1];
  return found && length !== undefined ? Math.round(Number(found[1]) * length) : undefined;
}

/** In the largest unit that fits without a rest. */
export function writeLength(ms: number): string {
  const [unit, length] = units.find(([, one]) => ms > 0 && ms % one === 0) ?? ['ms', 1];
  return `${ms / length}${unit}`;
}

/** ms, `from` included, `to` not. */
export interface Bounds {
  readonly from?: number;
  readonly to?: number;
}

/** `>5s`, `<=1m`, `5s..10s`; `undefined`: nothing of these. */
export function readBounds(text: string): Bounds | undefined {
  const [first, last, more] = text.split('..');
  if (last !== undefined && more === undefined) {
    const [from, to] = [readLength(first ?? ''), readLength(last)];
    return from === undefined || to === undefined ? undefined : { from, to: to + 1 };
  }
  const [, sign, amount = ''] = /^(>=?|<=?)(.+)$/.exec(text) ?? [];
  const length = readLength(amount);
  if (sign === undefined || length === undefined) return undefined;
  // Whole milliseconds: longer than 5 s is 5,001 ms or more.
  const behind = sign === '>' || sign === '<=' ? length + 1 : length;
  return sign.startsWith('>') ? { from: behind } : { to: behind };
}

/** Both hold. */
export function narrower(a: Bounds, b: Bounds): Bounds {
  const from = Math.max(a.from ?? 0, b.from ?? 0);
  const to = Math.min(a.to ?? Number.POSITIVE_INFINITY, b.to ?? Number.POSITIVE_INFINITY);
  return {
    ...((a.from ?? b.from) !== undefined && { from }),
    ...((a.to ?? b.to) !== undefined && { to }),
  };
}

export function writeBounds({ from, to }: Bounds): string {
  return [
    ...(from === undefined ? [] : [rounder(from) ? `>${writeLength(from - 1)}` : `>=${writeLength(from)}`]),
    ...(to === undefined ? [] : [rounder(to) ? `<=${writeLength(to - 1)}` : `<${writeLength(to)}`]),
  ].join(',');
}

/** Whether one ms less is the amount that a person would write. */
function rounder(ms: number): boolean {
  return ms > 1 && ms % second !== 0 && (ms - 1) % second === 0;
}
