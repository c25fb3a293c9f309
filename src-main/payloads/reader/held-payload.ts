import type {
  PathMatches,
  PayloadKind,
  PayloadLook,
  PayloadText,
  RecordRows,
  TextHits,
  TextRows,
} from '../../../src-shared/model/payloads.ts';
import { asUtf8, charsetOf, type Utf8Text } from './charset.ts';
import { elementSeparators, segmentLines } from './edi.ts';
import { findRows, type TextQuestion } from './find-text.ts';
import { idocLines } from './idoc-flat.ts';
import { jsonPathMatches } from './json-path.ts';
import { PayloadRefusal } from './payload-refusal.ts';
import { prettyJsonBytes } from './pretty-json.ts';
import { prettyXmlBytes } from './pretty-xml.ts';
import type { RecognisedPayload } from './protocol.ts';
import { kindOfBytes, kindOfText } from './recognise-kind.ts';
import { Records } from './records.ts';
import { RowIndex } from './row-index.ts';
import { takeApart, type TakenApart } from './take-apart.ts';
import { readXmlNodes, type XmlNode } from './xml-nodes.ts';
import { xpathMatches } from './xpath.ts';

interface PrintedText {
  readonly utf8: Buffer;
  readonly notPretty: string | undefined;
}

/** The last result of a costly step, kept while the same is asked for again. */
class Latest<T> {
  #key: string | undefined;
  #value: T | undefined;

  of(key: string, make: () => T): T {
    if (this.#key !== key || this.#value === undefined) {
      // The old one is let go of first: two of a hundred megabytes are one too many.
      this.#value = undefined;
      this.#value = make();
      this.#key = key;
    }
    return this.#value;
  }
}

/** One payload in memory, and what was made of it last. */
export class HeldPayload {
  readonly #bytes: Buffer;
  readonly #contentType: string;
  readonly #recognised: RecognisedPayload;
  readonly #texts = new Latest<Utf8Text>();
  readonly #printed = new Latest<PrintedText>();
  readonly #indexes = new Latest<RowIndex>();
  readonly #records = new Latest<Records>();
  readonly #nodes = new Latest<XmlNode>();
  readonly #parts = new Latest<Promise<TakenApart>>();

  constructor(bytes: Buffer, contentType: string) {
    this.#bytes = bytes;
    this.#contentType = contentType;
    this.#recognised = this.#recognise();
  }

  recognise(): RecognisedPayload {
    return this.#recognised;
  }

  text(look: PayloadLook, most: number): PayloadText {
    const printed = this.#print(look);
    const { charset, from } = this.#charset(look);
    return {
      kind: this.#kind(look),
      charset,
      charsetFrom: from,
      bytes: printed.utf8.length,
      lines: countLines(printed.utf8),
      text: printed.utf8.length > most ? undefined : printed.utf8.toString('utf8'),
      notPretty: printed.notPretty,
      hasStrangeBytes: this.#decode(look).hasStrangeBytes,
    };
  }

  rows(look: PayloadLook, width: number, offset: number, limit: number): TextRows {
    return this.#index(look, width).rows(offset, limit);
  }

  rowOfLine(look: PayloadLook, width: number, line: number): number {
    return this.#index(look, width).rowOfLine(line);
  }

  find(look: PayloadLook, width: number, question: TextQuestion, most: number): TextHits {
    return findRows(this.#print(look).utf8, this.#index(look, width), question, most);
  }

  query(look: PayloadLook, language: 'xpath' | 'jsonpath', expression: string, most: number): PathMatches {
    const { utf8 } = this.#print(look);
    if (language === 'jsonpath') return jsonPathMatches(utf8, expression, most);
    return xpathMatches(
      this.#nodes.of(this.#key(look), () => readXmlNodes(utf8)),
      expression,
      most,
    );
  }

  records(look: PayloadLook, offset: number, limit: number): RecordRows {
    const records = this.#records.of(this.#key(look), () => new Records(this.#decode(look).utf8));
    return records.rows(offset, limit);
  }

  parts(look: PayloadLook): Promise<TakenApart> {
    const kind = this.#kind(look);
    return this.#parts.of(kind, () => takeApart(this.#bytes, kind, this.#contentType));
  }

  #recognise(): RecognisedPayload {
    const packed = kindOfBytes(this.#bytes);
    const { charset, from } = charsetOf(this.#bytes, this.#contentType);
    if (packed !== undefined) return { kind: packed, charset, charsetFrom: from };
    const start = asUtf8(this.#bytes.subarray(0, 256 * 1024), charset).utf8;
    return { kind: kindOfText(start, this.#contentType), charset, charsetFrom: from };
  }

  #kind({ kind }: PayloadLook): PayloadKind {
    return kind ?? this.#recognised.kind;
  }

  #charset({ charset }: PayloadLook) {
    if (charset !== undefined) return { charset, from: 'chosen' as const };
    return { charset: this.#recognised.charset, from: this.#recognised.charsetFrom };
  }

  #decode(look: PayloadLook): Utf8Text {
    const { charset } = this.#charset(look);
    return this.#texts.of(charset, () => asUtf8(this.#bytes, charset));
  }

  #print(look: PayloadLook): PrintedText {
    return this.#printed.of(this.#key(look), () => {
      const { utf8 } = this.#decode(look);
      return look.isPretty ? print(utf8, this.#kind(look)) : { utf8, notPretty: undefined };
    });
  }

  #index(look: PayloadLook, width: number): RowIndex {
    const key = `${this.#key(look)} ${width}`;
    return this.#indexes.of(key, () => new RowIndex(this.#print(look).utf8, width));
  }

  #key(look: PayloadLook): string {
    return `${this.#kind(look)} ${this.#charset(look).charset} ${look.isPretty}`;
  }
}

function countLines(utf8: Buffer): number {
  let lines = 1;
  for (let at = utf8.indexOf(0x0a); at >= 0 && at + 1 < utf8.length; at = utf8.indexOf(0x0a, at + 1))
    lines += 1;
  return lines;
}

function print(utf8: Buffer, kind: PayloadKind): PrintedText {
  switch (kind) {
    case 'json':
      return printed(utf8, prettyJsonBytes(utf8), 'Its brackets do not fit together');
    case 'xml':
    case 'idoc-xml':
      return printed(utf8, prettyXmlBytes(utf8), 'Its tags do not fit together');
    case 'edifact':
    case 'x12': {
      const syntax = elementSeparators(utf8.toString('utf8', 0, 400).trimStart());
      return printed(utf8, syntax && segmentLines(utf8, syntax), 'Its separators are not found');
    }
    case 'idoc-flat':
      return printed(utf8, idocLines(utf8), '');
    default:
      return { utf8, notPretty: undefined };
  }
}

function printed(utf8: Buffer, pretty: Buffer | undefined, why: string): PrintedText {
  return pretty ? { utf8: pretty, notPretty: undefined } : { utf8, notPretty: why };
}

export function noPayload(): PayloadRefusal {
  return new PayloadRefusal('unreadable', 'The payload is not open any more.');
}
