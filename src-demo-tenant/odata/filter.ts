import { badRequest } from './fault.ts';

/** A parsed `$filter` (OData V2: and, or, not, comparisons, substringof, startswith, endswith). */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly inner: Filter }
  | {
      readonly kind: 'compare';
      readonly path: string;
      readonly operator: Operator;
      readonly value: Literal;
      readonly type: LiteralType;
    }
  | { readonly kind: 'text'; readonly name: TextFunction; readonly path: string; readonly value: string };

export type Operator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type TextFunction = 'substringof' | 'startswith' | 'endswith';
/** Instants are ms since 1970. */
export type Literal = string | number | boolean | null;
export type LiteralType = 'text' | 'number' | 'date' | 'boolean' | 'null';

interface Token {
  readonly kind: 'word' | 'text' | 'date' | 'number' | 'mark';
  readonly text: string;
}

const token =
  /\s*(?:(datetime(?:offset)?)'([^']*)'|'((?:[^']|'')*)'|([(),])|(-?\d+(?:\.\d+)?)L?(?![\w/])|([A-Za-z_$][\w/.]*))/y;

/** Throws a 400 where the text is no filter. */
export function parseFilter(text: string): Filter {
  const parser = new FilterParser(tokens(text));
  return parser.whole();
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match) throw badRequest(`Invalid filter expression at position ${at}`);
    const [, date, dateText, quoted, mark, number, word] = match;
    if (date !== undefined) found.push({ kind: 'date', text: dateText ?? '' });
    else if (quoted !== undefined) found.push({ kind: 'text', text: quoted.replaceAll("''", "'") });
    else if (mark !== undefined) found.push({ kind: 'mark', text: mark });
    else if (number !== undefined) found.push({ kind: 'number', text: number });
    else found.push({ kind: 'word', text: word ?? '' });
    at = token.lastIndex;
  }
  return found;
}

const operators: readonly string[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];
const textFunctions: readonly string[] = ['substringof', 'startswith', 'endswith'];

class FilterParser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Filter {
    const filter = this.#or();
    if (this.#at < this.#tokens.length) throw badRequest('Invalid filter expression');
    return filter;
  }

  #or(): Filter {
    let left = this.#and();
    while (this.#takeWord('or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): Filter {
    let left = this.#unary();
    while (this.#takeWord('and')) left = { kind: 'and', left, right: this.#unary() };
    return left;
  }

  #unary(): Filter {
    if (this.#takeWord('not')) return { kind: 'not', inner: this.#unary() };
    if (this.#takeMark('(')) {
      const inner = this.#or();
      this.#expectMark(')');
      return inner;
    }
    const name = this.#expect('word');
    return textFunctions.includes(name) ? this.#textFunction(name as TextFunction) : this.#comparison(name);
  }

  #comparison(path: string): Filter {
    const operator = this.#expect('word');
    if (!operators.includes(operator)) throw badRequest(`Unknown operator ${operator}`);
    return { kind: 'compare', path, operator: operator as Operator, ...this.#literal() };
  }

  /** `substringof('x', Name) eq true`; the comparison may be left out. */
  #textFunction(name: TextFunction): Filter {
    this.#expectMark('(');
    const [path, value] = name === 'substringof' ? this.#valueThenPath() : this.#pathThenValue();
    this.#expectMark(')');
    const call: Filter = { kind: 'text', name, path, value };
    if (!this.#takeWord('eq')) return call;
    return this.#literal().value === false ? { kind: 'not', inner: call } : call;
  }

  #valueThenPath(): [string, string] {
    const value = this.#expect('text');
    this.#expectMark(',');
    return [this.#expect('word'), value];
  }

  #pathThenValue(): [string, string] {
    const path = this.#expect('word');
    this.#expectMark(',');
    return [path, this.#expect('text')];
  }

  #literal(): { readonly value: Literal; readonly type: LiteralType } {
    const next = this.#tokens[this.#at++];
    switch (next?.kind) {
      case 'text':
        return { value: next.text, type: 'text' };
      case 'number':
        return { value: Number(next.text), type: 'number' };
      case 'date':
        return { value: instant(next.text), type: 'date' };
      default:
        break;
    }
    if (next?.text === 'true' || next?.text === 'false')
      return { value: next.text === 'true', type: 'boolean' };
    if (next?.text === 'null') return { value: null, type: 'null' };
    throw badRequest('A literal is missing');
  }

  #takeWord(word: string): boolean {
    const next = this.#tokens[this.#at];
    if (next?.kind !== 'word' || next.text !== word) return false;
    this.#at++;
    return true;
  }

  #takeMark(mark: string): boolean {
    const next = this.#tokens[this.#at];
    if (next?.kind !== 'mark' || next.text !== mark) return false;
    this.#at++;
    return true;
  }

  #expectMark(mark: string): void {
    if (!this.#takeMark(mark)) throw badRequest(`"${mark}" is missing`);
  }

  #expect(kind: Token['kind']): string {
    const next = this.#tokens[this.#at++];
    if (next?.kind !== kind) throw badRequest('Invalid filter expression');
    return next.text;
  }
}

/** UTC without a zone; a zone suffix is refused as on a real tenant (catalogue 3.7). */
function instant(text: string): number {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?$/.test(text))
    throw badRequest(`Invalid datetime literal ${text}`);
  const at = Date.parse(`${text}Z`);
  if (Number.isNaN(at)) throw badRequest(`Invalid datetime literal ${text}`);
  return at;
}
