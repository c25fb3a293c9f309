/** The looks of everything in a diagram, by the window's tokens. Sizes are in units of the diagram. */
export const nameSize = 11.5;
export const smallSize = 11;
export const nameLine = 13;

const font = { 'font-family': 'var(--font-family)' };

export const looks = {
  process: { fill: 'var(--surface)', stroke: 'var(--line-strong)', 'stroke-width': 1, rx: 8 },
  local: { fill: 'var(--surface)', stroke: 'var(--line-control)', 'stroke-width': 1, rx: 8 },
  subprocess: { fill: 'var(--canvas)', stroke: 'var(--line-control)', 'stroke-width': 1, rx: 8 },
  exception: {
    fill: 'var(--bad-soft)',
    'fill-opacity': 0.45,
    stroke: 'var(--bad)',
    'stroke-width': 1,
    'stroke-dasharray': '4 3',
    rx: 8,
  },
  step: { fill: 'var(--surface)', stroke: 'var(--line-strong)', 'stroke-width': 1, rx: 6 },
  start: { fill: 'var(--surface)', stroke: 'var(--text-soft)', 'stroke-width': 1.6 },
  end: { fill: 'var(--surface)', stroke: 'var(--text-soft)', 'stroke-width': 3 },
  gateway: {
    fill: 'var(--surface)',
    stroke: 'var(--text-soft)',
    'stroke-width': 1.2,
    'stroke-linejoin': 'round',
  },
  sequence: { fill: 'none', stroke: 'var(--text-faint)', 'stroke-width': 1.4 },
  channel: { fill: 'none', stroke: 'var(--accent)', 'stroke-width': 1.4, 'stroke-dasharray': '5 4' },
  sequenceHead: { fill: 'var(--text-faint)', stroke: 'none' },
  channelHead: { fill: 'var(--accent)', stroke: 'none' },
  icon: {
    fill: 'none',
    stroke: 'var(--accent)',
    'stroke-width': 1.7,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  },
  quietIcon: {
    fill: 'none',
    stroke: 'var(--text-soft)',
    'stroke-width': 1.7,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  },
  name: { ...font, 'font-size': nameSize, fill: 'var(--text)', 'text-anchor': 'middle' },
  small: { ...font, 'font-size': smallSize, fill: 'var(--text-soft)' },
} as const;

const grounds = { canvas: '--canvas', process: '--surface', exception: '--bad-soft' } as const;

/** A halo in the colour of the ground keeps a text readable where a line runs below it. */
export function halo(ground: keyof typeof grounds): Readonly<Record<string, string | number>> {
  return {
    stroke: `var(${grounds[ground]})`,
    'stroke-opacity': ground === 'exception' ? looks.exception['fill-opacity'] : 1,
    'stroke-width': 4,
    'stroke-linejoin': 'round',
    'paint-order': 'stroke',
  };
}
