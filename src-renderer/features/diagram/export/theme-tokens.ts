import type { Theme } from '../../../../src-shared/model/preferences.ts';

export type DrawnTheme = Exclude<Theme, 'system'>;

/**
 * Values of the tokens in a theme, whichever is on the screen: what `tokens.css` says for all and then for that theme. A theme that
 * says nothing of a token has the light value.
 */
export function themeTokens(
  theme: DrawnTheme,
  sheets: Iterable<CSSStyleSheet> = document.styleSheets,
): ReadonlyMap<string, string> {
  const tokens = new Map<string, string>();
  const rules = [...sheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSStyleRule);
  for (const wanted of [':root', `:root[data-theme=${theme}]`]) {
    for (const { selectorText, style } of rules) {
      if (selectorText.replaceAll(/["']/g, '') !== wanted) continue;
      for (const name of Array.from(style))
        if (name.startsWith('--')) tokens.set(name, style.getPropertyValue(name).trim());
    }
  }
  return tokens;
}

/** `var(--name)` replaced by its value; an unknown one by nothing. */
export function withValues(text: string, tokens: ReadonlyMap<string, string>): string {
  return text.replaceAll(/var\((--[\w-]+)\)/g, (_whole, name: string) => tokens.get(name) ?? '');
}
