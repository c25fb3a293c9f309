import { minute } from '../durations.ts';
import type { MessageTerm, TimeRange } from '../model/messages.ts';
import { addTerm, type Conditions, noConditions } from './filter-terms.ts';
import { narrower, readBounds, readLength } from './query-amounts.ts';
import { fieldOf, otherNameOf, queryFields } from './query-fields.ts';
import { type Piece, readTokens, type Span, type Token } from './query-tokens.ts';

export interface QueryFault extends Span {
  readonly message: string;
}

export interface ReadQuery {
  readonly conditions: Conditions;
  /** Where the line names a time. */
  readonly range: TimeRange | undefined;
  /** What was not understood and where; it is left out of the conditions. */
  readonly faults: readonly QueryFault[];
}

const longestText = 500;
const most = 500;

/** `2026-11-03`, `2026-11-03T10:00`, with `Z` or without; `undefined`: no instant. UTC where nothing else is said. */
export type ReadInstant = (text: string) => number | undefined;

/**
 * Reads the query line (docs/message-queries.md). Never throws: what is not understood is told with its place, and the rest holds.
 */
export function readQuery(line: string, instantOf: ReadInstant = utcInstant): ReadQuery {
  const reading = new Reading(instantOf);
  for (const token of readTokens(line)) reading.read(token);
  return reading.result();
}

class Reading {
  readonly #instantOf: ReadInstant;
  readonly #faults: QueryFault[] = [];
  readonly #words: string[] = [];
  #conditions = noConditions;
  #range: TimeRange | undefined;
  #from: { readonly at: number; readonly span: Span } | undefined;
  #to: { readonly at: number; readonly span: Span } | undefined;

  constructor(instantOf: ReadInstant) {
    this.#instantOf = instantOf;
  }

  /** Answers whether it was understood, as all that read do. */
  read(token: Token): boolean {
    const open = token.values.find(({ isOpen }) => isOpen);
    if (open) return this.#fault(open, 'A quote is missing at the end.');
    if (!token.name) {
      this.#words.push(token.values[0]?.text ?? '');
      return true;
    }
    const missing = token.values.find(({ text, isQuoted }) => text === '' && !isQuoted);
    if (missing)
      return this.#fault(token, `A value is missing. For none at all write ${token.name.text}:"".`);
    if (token.values.length > most) return this.#fault(token, `At most ${most} values fit.`);
    if (token.isHeader) return this.#header(token, token.name);
    const field = fieldOf(token.name.text);
    if (field) return this.#field(token, field.field);
    return this.#other(token, token.name);
  }

  result(): ReadQuery {
    const text = this.#words.join(' ').trim();
    if (text.length > longestText) this.#fault({ from: 0, to: 0 }, 'The text is too long.');
    else if (text !== '') this.#conditions = { ...this.#conditions, text };
    return { conditions: this.#conditions, range: this.#timeRange(), faults: this.#faults };
  }

  #field(
    { values, not, ...token }: Token,
    field: Exclude<MessageTerm['field'], 'header' | 'duration'>,
  ): boolean {
    const turned = not ? { not: true as const } : {};
    const texts = values.map(({ text }) => text);
    if (field === 'status') {
      const wrong = values.find(({ text }) => !/^\w+$/.test(text));
      if (wrong) return this.#fault(wrong, 'A status is one whole word, such as failed.');
      return this.#add({ field, values: texts.map((text) => text.toUpperCase()), ...turned });
    }
    if (field === 'flow' && texts.includes('')) return this.#fault(token, 'Every message has a flow.');
    return this.#add({ field, values: texts, ...turned });
  }

  #header({ values, not }: Token, name: Piece): boolean {
    if (name.text === '') return this.#fault(name, 'The name of the header is missing.');
    return this.#add({
      field: 'header',
      name: name.text,
      values: values.map(({ text }) => text),
      ...(not && { not: true as const }),
    });
  }

  #other(token: Token, name: Piece): boolean {
    const [value] = token.values;
    const known = otherNameOf(name.text);
    if (known === undefined) {
      const names = queryFields.map((field) => field.name).join(', ');
      return this.#fault(
        name,
        `There is no field “${name.text}”. Fields are ${names}, took, last, from, to and header.NAME. To find a text with a colon, put it in quotes.`,
      );
    }
    if (known === 'took') return this.#took(token);
    if (token.not) return this.#fault(token, `“${known}” cannot be turned round.`);
    if (!value || token.values.length > 1) return this.#fault(token, `“${known}” takes one value.`);
    if (known === 'group') {
      if (!/^[0-9a-f]{16}$/.test(value.text))
        return this.#fault(value, 'An error group has 16 digits, 0 to f.');
      this.#conditions = { ...this.#conditions, errorGroup: value.text };
      return true;
    }
    return this.#time(known, value);
  }

  #took(token: Token): boolean {
    const bounds = token.values.map((value) => ({ value, read: readBounds(value.text) }));
    const wrong = bounds.find(({ read }) => !read);
    if (wrong) return this.#fault(wrong.value, 'Write a duration as >5s, <=200ms, 1m..2m or >1h,<2h.');
    const both = bounds.reduce((sum, { read }) => narrower(sum, read ?? {}), {});
    return this.#add({ field: 'duration', ...both, ...(token.not && { not: true as const }) });
  }

  #time(name: 'last' | 'from' | 'to', value: Piece): boolean {
    if (name === 'last') {
      const length = readLength(value.text);
      const minutes = (length ?? 0) / minute;
      if (minutes <= 0 || minutes > 60 * 24 * 400)
        return this.#fault(value, 'Write how far back as 30m, 24h or 7d, at most 400d.');
      this.#range = { kind: 'last', minutes };
      return true;
    }
    const at = this.#instantOf(value.text);
    if (at === undefined || at < 0)
      return this.#fault(value, 'Write a time as 2026-11-03 or 2026-11-03T10:00.');
    if (name === 'from') this.#from = { at, span: value };
    else this.#to = { at, span: value };
    return true;
  }

  #timeRange(): TimeRange | undefined {
    const [from, to] = [this.#from, this.#to];
    if (!from && !to) return this.#range;
    if (!from || !to) {
      this.#fault((from ?? to)?.span ?? { from: 0, to: 0 }, `“${from ? 'to' : 'from'}” is missing.`);
      return this.#range;
    }
    if (from.at >= to.at) {
      this.#fault(to.span, 'The end is not after the beginning.');
      return this.#range;
    }
    return { kind: 'between', from: from.at, to: to.at };
  }

  #add(term: MessageTerm): boolean {
    this.#conditions = addTerm(this.#conditions, term);
    return true;
  }

  #fault({ from, to }: Span, message: string): boolean {
    this.#faults.push({ from, to, message });
    return false;
  }
}

function utcInstant(text: string): number | undefined {
  const found = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?)?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (!found) return undefined;
  const at = Date.parse(
    found[1] === undefined ? `${text.slice(0, 10)}T00:00Z` : found[4] ? text : `${text}Z`,
  );
  return Number.isNaN(at) ? undefined : at;
}
