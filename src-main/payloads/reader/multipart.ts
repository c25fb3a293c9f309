/** A part of a MIME message: where its headers and its content stand. */
export interface MimePart {
  readonly headers: ReadonlyMap<string, string>;
  readonly content: Buffer;
}

const longestBoundary = 200;
const longestHeaders = 64 * 1024;
const mostParts = 10_000;

/** The boundary of a multipart message by its content type or its first lines (RFC 2046, 5.1.1). */
export function boundaryOf(start: string, contentType: string): string | undefined {
  const said = boundaryParameter(contentType);
  if (said !== undefined && start.includes(`--${said}`)) return said;
  const head = /^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n/.exec(start)?.[0];
  const own = head === undefined ? undefined : boundaryParameter(unfolded(head));
  if (own !== undefined && start.includes(`--${own}`)) return own;
  // A message without headers: a boundary, and headers of the first part in the next line.
  const first = /^\s*--([^\s-][^\r\n]*?)[ \t]*\r?\n(?:content-[\w-]+:|\r?\n)/i.exec(start)?.[1];
  return first !== undefined && first.length <= longestBoundary ? first : undefined;
}

function boundaryParameter(contentType: string): string | undefined {
  if (!/multipart\//i.test(contentType)) return undefined;
  const found = /boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType);
  return found?.[1] ?? found?.[2];
}

/** The parts of a multipart message in their order, with their encodings undone. What a cut message lacks is left out. */
export function readMultipart(bytes: Buffer, boundary: string): readonly MimePart[] {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  const parts: MimePart[] = [];
  let from: number | undefined;
  for (let at = nextMark(bytes, mark, 0); at >= 0; at = nextMark(bytes, mark, at + mark.length)) {
    if (from !== undefined) parts.push(readPart(bytes.subarray(from, endBefore(bytes, from, at))));
    const after = at + mark.length;
    if (bytes.toString('latin1', after, after + 2) === '--') return parts;
    const lineEnd = bytes.indexOf(0x0a, after);
    if (lineEnd < 0 || parts.length >= mostParts) return parts;
    from = lineEnd + 1;
  }
  if (from !== undefined && from < bytes.length) parts.push(readPart(bytes.subarray(from)));
  return parts;
}

/** A boundary stands at the beginning of a line and has nothing but blanks behind it. */
function nextMark(bytes: Buffer, mark: Buffer, from: number): number {
  for (let at = bytes.indexOf(mark, from); at >= 0; at = bytes.indexOf(mark, at + 1)) {
    const startsLine = at === 0 || bytes[at - 1] === 0x0a;
    const lineEnd = bytes.indexOf(0x0a, at + mark.length);
    const rest = bytes.toString('latin1', at + mark.length, lineEnd < 0 ? bytes.length : lineEnd);
    if (startsLine && /^(?:--)?[ \t\r]*$/.test(rest)) return at;
  }
  return -1;
}

/** The line end before a boundary belongs to the boundary. */
function endBefore(bytes: Buffer, from: number, mark: number): number {
  let end = mark;
  if (end > from && bytes[end - 1] === 0x0a) end -= 1;
  if (end > from && bytes[end - 1] === 0x0d) end -= 1;
  return end;
}

function readPart(bytes: Buffer): MimePart {
  const { head, content } = divide(bytes);
  const headers = new Map<string, string>();
  for (const line of unfolded(head).split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, content: decoded(content, headers.get('content-transfer-encoding') ?? '') };
}

function divide(bytes: Buffer): { readonly head: string; readonly content: Buffer } {
  // A part without headers begins with the empty line.
  if (bytes[0] === 0x0a) return { head: '', content: bytes.subarray(1) };
  if (bytes[0] === 0x0d && bytes[1] === 0x0a) return { head: '', content: bytes.subarray(2) };
  const text = bytes.toString('latin1', 0, longestHeaders);
  const end = /\r?\n\r?\n/.exec(text);
  if (!end) return { head: text, content: bytes.subarray(bytes.length) };
  return { head: text.slice(0, end.index), content: bytes.subarray(end.index + end[0].length) };
}

function unfolded(head: string): string {
  return head.replaceAll(/\r?\n[ \t]+/g, ' ');
}

function decoded(content: Buffer, encoding: string): Buffer {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return Buffer.from(content.toString('latin1'), 'base64');
    case 'quoted-printable':
      return unquoted(content);
    default:
      return content;
  }
}

function unquoted(content: Buffer): Buffer {
  const plain = content
    .toString('latin1')
    .replaceAll(/=[ \t]*\r?\n/g, '')
    .replaceAll(/=([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}

/** What a part is called: by its disposition, its content type, its content id. */
export function partName({ headers }: MimePart, position: number): string {
  const disposition = headers.get('content-disposition') ?? '';
  const type = headers.get('content-type') ?? '';
  const named =
    /\b(?:file)?name\s*=\s*"([^"]+)"/i.exec(`${disposition}; ${type}`)?.[1] ??
    /\b(?:file)?name\s*=\s*([^\s;"]+)/i.exec(`${disposition}; ${type}`)?.[1];
  const id = headers.get('content-id')?.replaceAll(/[<>]/g, '');
  return named ?? (id === undefined || id === '' ? `Part ${position}` : id);
}
