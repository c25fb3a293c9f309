type Attributes = Readonly<Record<string, string | number>>;

const namespace = 'http://www.w3.org/2000/svg';

/**
 * An SVG element with attributes. All looks are attributes with the tokens' names in them, such as `fill="var(--surface)"`: the
 * window's theme reaches them at once, the policy allows them, and an export only has to put in the values.
 */
export function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  children: readonly (Node | string)[] = [],
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** A number as it stands in a path. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
