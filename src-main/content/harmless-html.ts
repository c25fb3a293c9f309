import sanitizeHtml from 'sanitize-html';

/** Longer than any description somebody reads; what is left out is said at the end. */
const longest = 100_000;
/** The time the parser takes grows with the square of the depth, so what could nest deeply is cut before. */
const mostTags = 4_000;
/** As deep as the window shows it. */
const deepest = 40;

/** Descriptions of packages are HTML (catalogue 2.3): text and simple structure stay, no pictures, links or styles. */
export function harmlessHtml(html: string): string {
  const end = readableEnd(html);
  const isCut = end < html.length;
  const harmless = sanitizeHtml(html.slice(0, end), {
    nestingLimit: deepest,
    allowedTags: [
      'p',
      'br',
      'b',
      'strong',
      'i',
      'em',
      'u',
      'ul',
      'ol',
      'li',
      'h1',
      'h2',
      'h3',
      'h4',
      'code',
      'pre',
      'table',
      'thead',
      'tbody',
      'tr',
      'th',
      'td',
    ],
    allowedAttributes: {},
    disallowedTagsMode: 'discard',
  });
  return isCut ? `${harmless}<p>The description is longer; the rest is not shown.</p>` : harmless;
}

function readableEnd(html: string): number {
  const end = Math.min(html.length, longest);
  let at = -1;
  for (let tags = 0; tags <= mostTags; tags += 1) {
    at = html.indexOf('<', at + 1);
    if (at < 0 || at >= end) return end;
  }
  return at;
}
