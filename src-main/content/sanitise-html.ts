/** Elements that are kept, without their attributes. */
const harmless = new Set([
  ...['p', 'br', 'hr', 'div', 'span', 'b', 'strong', 'i', 'em', 'u', 's', 'sub', 'sup', 'code', 'pre'],
  ...['blockquote', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'a'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
]);
const withoutEnd = new Set(['br', 'hr']);
/** Elements whose content is no text for people. */
const swallowed = ['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'math', 'title', 'textarea'];
const swallowing = new RegExp(`<(${swallowed.join('|')})\\b[\\s\\S]*?(?:</\\1\\s*>|$)`, 'gi');
const token = /<!--[\s\S]*?(?:-->|$)|<[!?][^>]*>|<(\/?)([a-z][a-z0-9]*)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
const longest = 200_000;

/**
 * HTML from a tenant reduced to a short list of harmless elements. The result is built anew: names from
 * the list, `href` where it is a plain https address, and text with every special character escaped.
 * Nothing of the input reaches the result as markup, so a mistake in reading it can only lose text.
 */
export function sanitiseHtml(html: string): string {
  const text = html.slice(0, longest).replaceAll('\0', '').replaceAll(swallowing, '');
  const open: string[] = [];
  let result = '';
  let at = 0;
  for (const match of text.matchAll(token)) {
    result += escapeText(text.slice(at, match.index));
    at = match.index + match[0].length;
    const name = match[2]?.toLowerCase() ?? '';
    if (harmless.has(name)) result += match[1] === '/' ? endTag(name, open) : startTag(name, match[3] ?? '', open);
  }
  result += escapeText(text.slice(at));
  return (
    result +
    open
      .toReversed()
      .map((name) => `</${name}>`)
      .join('')
  );
}

function startTag(name: string, attributes: string, open: string[]): string {
  if (withoutEnd.has(name)) return `<${name}>`;
  open.push(name);
  return name === 'a' ? `<a${href(attributes)}>` : `<${name}>`;
}

/** Ends what was opened inside as well; an end without a start is dropped. */
function endTag(name: string, open: string[]): string {
  const index = open.lastIndexOf(name);
  if (index < 0) return '';
  return open
    .splice(index)
    .toReversed()
    .map((one) => `</${one}>`)
    .join('');
}

function href(attributes: string): string {
  const [, double, single] = /(?:^|\s)href\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(attributes) ?? [];
  const address = (double ?? single ?? '').trim().replaceAll('&amp;', '&');
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return '';
  return ` href="${escapeText(url.href).replaceAll('"', '&quot;')}"`;
}

/** Entities stay what they are: as text they can only become characters. */
function escapeText(text: string): string {
  return text
    .replaceAll(/&(?!(?:[a-z][a-z0-9]{1,30}|#\d{1,7}|#x[0-9a-f]{1,6});)/gi, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
