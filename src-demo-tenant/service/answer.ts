/** An answer before it is written: everything the server sends but the connection. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export const json = (
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  headers: { 'content-type': 'application/json;charset=utf-8', ...headers },
  body: JSON.stringify(body),
});

export const text = (body: string, contentType: string, status = 200): Answer => ({
  status,
  headers: { 'content-type': contentType },
  body,
});

/** The gateway in front of the service speaks HTML (catalogue 3.6). */
export function html(status: number, title: string): Answer {
  const page = `<html><head><title>${title}</title></head><body><h1>HTTP Status ${status} – ${title}</h1></body></html>`;
  return text(page, 'text/html;charset=utf-8', status);
}
