const longest = 300;
/** Enough for any error; more would only make the search for a message slow. */
const longestLooked = 16_384;

/** What the tenant said in an error body, JSON, XML or HTML: one short line without markup (catalogue 3.6). */
export function tenantText(body: string): string | undefined {
  const text = body.trim();
  if (text === '') return undefined;
  const said = text.startsWith('{') ? fromJson(text) : text.startsWith('<') ? fromMarkup(text) : text;
  if (said === undefined) return undefined;
  const line = withoutMarkup(said.slice(0, 4_096)).replaceAll(/\s+/g, ' ').trim();
  if (line === '') return undefined;
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

function fromJson(text: string): string | undefined {
  try {
    const json = JSON.parse(text) as { error?: unknown; message?: unknown; error_description?: unknown };
    const error = json.error ?? json;
    if (typeof error === 'string')
      return typeof json.error_description === 'string' ? json.error_description : error;
    const { message } = error as { message?: unknown };
    if (typeof message === 'string') return message;
    const { value } = (message ?? {}) as { value?: unknown };
    return typeof value === 'string' ? value : undefined;
  } catch {
    // Half an error body says nothing that can be shown.
    return undefined;
  }
}

/** The message of an OData error, the title of a page, or all there is to read. */
function fromMarkup(text: string): string {
  const start = text.slice(0, longestLooked);
  const message =
    /<message[^<>]*>([\s\S]*?)<\/message>/i.exec(start) ?? /<title[^<>]*>([\s\S]*?)<\/title>/i.exec(start);
  const said = message?.[1] ?? start.replaceAll(/<(script|style)\b[\s\S]*?(?:<\/\1>|$)/gi, ' ');
  return withoutTags(said)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll(/&(?:apos|#0*39|#x0*27);/gi, "'")
    .replaceAll('&amp;', '&');
}

/** Also what was markup written as text, however deep. */
function withoutMarkup(text: string): string {
  let before: string;
  let after = text;
  do {
    before = after;
    after = withoutTags(before);
  } while (after !== before);
  return after;
}

function withoutTags(text: string): string {
  return text.replaceAll(/<[a-z/!?][^<>]*>/gi, ' ');
}
