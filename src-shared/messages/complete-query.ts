import type { TermField } from '../model/messages.ts';
import { fieldOf, headerStart, otherNameOf } from './query-fields.ts';
import { readTokens, type Span, type Token } from './query-tokens.ts';

/** What can be completed at a place of the line, and which stretch of it that replaces. */
export type Completion = Span & {
  readonly typed: string;
  /** The whole term that is being written. */ readonly term: Span;
} & (
    | { readonly kind: 'name' }
    /** Name of a custom header, behind `header.` */
    | { readonly kind: 'header-name' }
    | { readonly kind: 'value'; readonly field: TermField; readonly header?: undefined }
    | { readonly kind: 'value'; readonly field: 'header'; readonly header: string }
    /** A time or a duration: examples. */
    | { readonly kind: 'amount'; readonly of: 'took' | 'last' }
  );

type WithoutTerm = Completion extends infer C ? (C extends Completion ? Omit<C, 'term'> : never) : never;

/** `undefined`: nothing is to be offered there. */
export function completionAt(line: string, cursor: number): Completion | undefined {
  const token = readTokens(line).find(({ from, to }) => from < cursor && cursor <= to);
  const here = { from: cursor, to: cursor };
  if (!token) return { kind: 'name', ...here, typed: '', term: here };
  const { from, to } = token;
  const found = token.name ? ofValue(token, token.name.text, cursor) : ofName(token, cursor);
  return found && { ...found, term: { from, to } };
}

function ofName(token: Token, cursor: number): WithoutTerm | undefined {
  const [word] = token.values;
  if (!word || word.isQuoted) return undefined;
  const begin = word.text.startsWith('-') ? word.from + 1 : word.from;
  if (cursor < begin) return undefined;
  const typed = word.text.slice(begin - word.from, cursor - word.from);
  if (!typed.toLowerCase().startsWith(headerStart)) return { kind: 'name', from: begin, to: word.to, typed };
  return {
    kind: 'header-name',
    from: begin + headerStart.length,
    to: word.to,
    typed: typed.slice(headerStart.length).replaceAll('"', ''),
  };
}

function ofValue(token: Token, name: string, cursor: number): WithoutTerm | undefined {
  const value = token.values.find(({ from, to }) => from <= cursor && cursor <= to);
  if (!value) return undefined;
  const { from, to, isQuoted } = value;
  const typed = isQuoted ? value.text : value.text.slice(0, cursor - from);
  if (token.isHeader) return { kind: 'value', field: 'header', header: name, from, to, typed };
  const field = fieldOf(name);
  if (field) return { kind: 'value', field: field.field, from, to, typed };
  const other = otherNameOf(name);
  return other === 'took' || other === 'last' ? { kind: 'amount', of: other, from, to, typed } : undefined;
}
