import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

const css = readFileSync('src-renderer/styles/tokens.css', 'utf8');

type Tokens = Readonly<Record<string, string>>;

function tokensOf(selector: string): Tokens {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('}', start));
  const tokens = [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)];
  return Object.fromEntries(tokens.map(([, name = '', value = '']) => [name, value]));
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const surfaces = ['canvas', 'surface', 'raised', 'sunken', 'select', 'hover'];
const meanings = ['ok', 'bad', 'warn', 'info', 'escalated', 'idle'];
const environments = ['development', 'test', 'production', 'other'].map((name) => `env-${name}`);
const texts = ['text', 'text-soft', 'text-faint', 'accent', ...meanings];
const light = tokensOf(':root');
const themes: Readonly<Record<string, Tokens>> = {
  light,
  dark: { ...light, ...tokensOf(":root[data-theme='dark']") },
  contrast: { ...light, ...tokensOf(":root[data-theme='contrast']") },
};

describe.each(Object.entries(themes))('the %s theme', (_name, tokens) => {
  const ratio = (one: string, other: string): number => contrast(tokens[one] ?? '', tokens[other] ?? '');

  test('reads well: 4.5 to 1 for every text on every surface', () => {
    const weak = texts.flatMap((text) =>
      surfaces.filter((surface) => !(ratio(text, surface) >= 4.5)).map((surface) => `${text} on ${surface}`),
    );
    expect(weak).toEqual([]);
  });

  test('reads well in tags and notices', () => {
    const weak = [...meanings, ...environments].filter(
      (name) => !(ratio(name, `${name}-soft`) >= 4.5 && ratio('text', `${name}-soft`) >= 4.5),
    );
    expect(weak).toEqual([]);
    expect(ratio('on-accent', 'accent')).toBeGreaterThanOrEqual(4.5);
  });

  test('shows controls and the focus: 3 to 1', () => {
    const weak = ['line-control', 'focus', ...environments].filter((name) => !(ratio(name, 'surface') >= 3));
    expect(weak).toEqual([]);
  });
});

test('high contrast means at least 7 to 1 for every text', () => {
  const tokens = themes['contrast'] ?? {};
  const weak = texts.filter((text) => !(contrast(tokens[text] ?? '', tokens['surface'] ?? '') >= 7));
  expect(weak).toEqual([]);
});
