const longest = 300;

/** What the tenant said in an error body, JSON, XML or HTML: one short line without markup (catalogue 3.6). */
export function tenantText(body: string): string | undefined {
  const text = body.trim();
  if (text === '') return undefined;
  const said = text.startsWith('{') ? fromJson(text) : text.startsWith('<') ? fromMarkup(text) : text;
  const line = said?.replaceAll(/\s+/g, ' ').trim();
  if (line === undefined || line === '') return undefined;
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

function fromMarkup(text: string): string | undefined {
  const message =
    /<message[^>]*>([\s\S]*?)<\/message>/i.exec(text) ?? /<title[^>]*>([\s\S]*?)<\/title>/i.exec(text);
  return (message?.[1] ?? text)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
