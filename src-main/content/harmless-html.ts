import sanitizeHtml from 'sanitize-html';

/** Descriptions of packages are HTML (catalogue 2.3): text and simple structure stay, no pictures, links or styles. */
export function harmlessHtml(html: string): string {
  return sanitizeHtml(html, {
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
}
