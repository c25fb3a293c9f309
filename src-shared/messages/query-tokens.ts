/** A stretch of the line, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Piece extends Span {
  readonly text: string;
  readonly isQuoted: boolean;
  /** Begins with a quote and does not end with one. */
  readonly isOpen: boolean;
}

/** `-name:value,value`; words without a name have none. */
export interface Token extends Span {
  readonly not: boolean;
  readonly name: Piece | undefined;
  /** Of a custom header: `header.` stands before it, and it may be quoted. */
  readonly isHeader: boolean;
  readonly values: readonly Piece[];
}

/** Chats and word processors turn straight quotes into these. */
const quotes = '"\u201C\u201D\u201E';

/** The line in pieces; every line has some. */
export function readTokens(line: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    if (isSpace(line[at])) {
      at += 1;
      continue;
    }
    const token = readToken(line, at);
    tokens.push(token);
    at = token.to;
  }
  return tokens;
}

function readToken(line: string, from: number): Token {
  const not = line[from] === '-' && from + 1 < line.length && !isSpace(line[from + 1]);
  const begin = not ? from + 1 : from;
  const named = readName(line, begin);
  if (!named) {
    const value = readPiece(line, from, '');
    return { from, to: value.to, not: false, name: undefined, isHeader: false, values: [value] };
  }
  const values: Piece[] = [];
  let at = named.to;
  for (;;) {
    const value = readPiece(line, at, ',');
    values.push(value);
    at = value.to;
    if (line[at] !== ',') break;
    at += 1;
  }
  return { from, to: at, not, name: named.name, isHeader: named.isHeader, values };
}

/** `to` is behind the colon. */
function readName(line: string, from: number): { name: Piece; isHeader: boolean; to: number } | undefined {
  const start = /^header\./i.exec(line.slice(from, from + 7));
  if (start && isQuote(line[from + 7])) {
    const name = readPiece(line, from + 7, ':');
    return line[name.to] === ':' ? { name, isHeader: true, to: name.to + 1 } : undefined;
  }
  const found = /^[^\s":,\u201C-\u201E]+(?=:)/.exec(line.slice(from));
  if (!found) return undefined;
  const end = from + found[0].length;
  const begin = start ? from + 7 : from;
  const name = { from: begin, to: end, text: line.slice(begin, end), isQuoted: false, isOpen: false };
  return { name, isHeader: start !== null, to: end + 1 };
}

/** Up to a space or one of `ends`, quoted or not. */
function readPiece(line: string, from: number, ends: string): Piece {
  if (isQuote(line[from])) return readQuoted(line, from);
  let to = from;
  while (to < line.length && !isSpace(line[to]) && !ends.includes(line[to] ?? '')) to += 1;
  return { from, to, text: line.slice(from, to), isQuoted: false, isOpen: false };
}

/** A backslash keeps a quote or a backslash from meaning anything. */
function readQuoted(line: string, from: number): Piece {
  // What begins with a straight quote ends with one; the others come in pairs of many kinds.
  const ends = line[from] === '"' ? '"' : quotes;
  let text = '';
  let at = from + 1;
  while (at < line.length) {
    const sign = line[at] ?? '';
    if (sign === '\\' && /["\\]/.test(line[at + 1] ?? '')) {
      text += line[at + 1] ?? '';
      at += 2;
    } else if (ends.includes(sign)) {
      return { from, to: at + 1, text, isQuoted: true, isOpen: false };
    } else {
      text += sign;
      at += 1;
    }
  }
  return { from, to: at, text, isQuoted: true, isOpen: true };
}

function isQuote(sign: string | undefined): boolean {
  return sign !== undefined && quotes.includes(sign);
}

function isSpace(sign: string | undefined): boolean {
  return sign !== undefined && /\s/.test(sign);
}
