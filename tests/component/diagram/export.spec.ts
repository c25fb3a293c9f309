import { afterEach, describe, expect, it } from 'vitest';

import { drawFlow } from '../../../src-renderer/features/diagram/drawing/draw-flow.ts';
import { themeTokens, withValues } from '../../../src-renderer/features/diagram/export/theme-tokens.ts';
import { pngScale } from '../../../src-renderer/features/diagram/export/to-png.ts';
import { toSvg } from '../../../src-renderer/features/diagram/export/to-svg.ts';
import {
  type Mark,
  markLooks,
  paintMarks,
} from '../../../src-renderer/features/diagram/paint/paint-marks.ts';
import { orderFlow, step } from '../../unit/renderer/features/diagram/flow-samples.ts';

const width = (text: string): number => text.length * 6;
const measures = { name: width, small: width };
const drawing = drawFlow(orderFlow(), measures);
const tokens = new Map([
  ['--surface', '#171d24'],
  ['--font-family', 'system-ui, sans-serif'],
]);

afterEach(() => {
  document.head.replaceChildren();
});

describe('a diagram as SVG', () => {
  const text = toSvg(drawing, { title: 'Order & more', tokens, measures });
  const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;

  it('stands alone: values for tokens, no classes, styles, scripts or links', () => {
    expect(root.querySelector('parsererror')).toBeNull();
    expect(text).not.toMatch(/var\(|class=|style|script|href/i);
    expect(text).toContain('fill="#171d24"');
    expect(text).toContain('font-family="system-ui, sans-serif"');
    expect(root.querySelector('title')?.textContent).toBe('Order & more');
  });

  it('shows every step, system and adapter by name', () => {
    const words = [...root.querySelectorAll('text')].map((each) => each.textContent);
    expect(words).toEqual(
      expect.arrayContaining(['Check', 'Keep', 'Web Shop', 'Sender', 'HTTPS', 'OData', 'valid?', 'no']),
    );
  });

  it('takes names of strangers as text', () => {
    const name = '</text><script>alert(1)</script>';
    const hostile = drawFlow(
      { ...orderFlow(), steps: [step('Start', 'Script', { name })] },
      { name: () => 1, small: () => 1 },
    );
    const parsed = new DOMParser().parseFromString(
      toSvg(hostile, { title: name, tokens, measures }),
      'image/svg+xml',
    );
    expect(parsed.querySelector('script')).toBeNull();
    expect(parsed.querySelector('title')?.textContent).toBe(name);
  });

  it('carries the marks of a comparison', () => {
    const marks = new Map<string, Mark>([['Check', 'changed']]);
    expect(toSvg(drawing, { title: '', tokens, measures, marks })).toContain('<title>changed</title>');
  });
});

describe('marks', () => {
  it('differ by sign and line, not by colour alone', () => {
    const looks = Object.values(markLooks);
    expect(new Set(looks.map(({ sign }) => sign)).size).toBe(4);
    expect(new Set(looks.map(({ token }) => token)).size).toBe(4);
  });

  it('are drawn at steps, channels and pools, and not for what is not drawn', () => {
    const marks = new Map<string, Mark>([
      ['Pool', 'moved'],
      ['channel Web Shop to Start', 'removed'],
      ['nobody', 'added'],
    ]);
    const titles = paintMarks(drawing, marks).flatMap(
      (each) => each.querySelector('title')?.textContent ?? [],
    );
    expect(titles).toEqual(['moved', 'removed']);
  });
});

describe('tokens of a theme', () => {
  it('are those of all, then those of the theme, whatever is on the screen', () => {
    const sheet = document.createElement('style');
    sheet.textContent = ":root { --a: #fff; --b: 1px } :root[data-theme='dark'] { --a: #000 } p { --a: red }";
    document.head.append(sheet);
    expect(Object.fromEntries(themeTokens('dark'))).toEqual({ '--a': '#000', '--b': '1px' });
    expect(Object.fromEntries(themeTokens('light'))).toEqual({ '--a': '#fff', '--b': '1px' });
    expect(withValues('x var(--a) var(--unknown)', themeTokens('dark'))).toBe('x #000 ');
  });
});

describe('a picture', () => {
  it('has two pixels for one, and fewer where it would be too large', () => {
    expect(pngScale(1000, 700)).toBe(2);
    expect(pngScale(20_000, 700)).toBeCloseTo(0.8);
    expect(pngScale(12_000, 12_000) ** 2 * 12_000 * 12_000).toBeLessThanOrEqual(120_000_001);
  });
});
