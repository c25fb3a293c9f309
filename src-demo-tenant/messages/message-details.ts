import type { TrafficFlow } from '../content/model.ts';
import {
  type BusinessDocument,
  formOf,
  inboundDocument,
  orderMail,
  orderXml,
  orderZip,
} from './business-documents.ts';
import type { MessageBook } from './message-book.ts';
import { errorText, partsOf } from './message-texts.ts';
import type { OrderFacts } from './order-facts.ts';
import { chance, hash, pick } from './random.ts';
import { RunSteps } from './run-steps.ts';
import { statusCode } from './statuses.ts';
import { TraceContent } from './trace-content.ts';

const failedCode = statusCode('FAILED');

export interface Attachment extends BusinessDocument {
  readonly number: number;
  readonly name: string;
}

export interface StoreEntry {
  readonly number: number;
  readonly storeId: string;
  /** ms since 1970 */
  readonly at: number;
  /** Names of the attachments. */
  readonly attachments: readonly string[];
}

const usualHeaders = ['documentNumber', 'businessProcess'];
/** Names of headers that hold the number of the order, invoice … */
const isNumber = /number|id|order|document|invoice|delivery/i;

/** What hangs below one message, made from its row: the same each time it is asked for. */
export class MessageDetails {
  readonly #book: MessageBook;
  readonly #seed: number;
  readonly run: RunSteps;
  readonly trace: TraceContent;

  constructor(book: MessageBook, seed: number) {
    this.#book = book;
    this.#seed = seed;
    this.run = new RunSteps(book, seed);
    this.trace = new TraceContent(book, this.run, seed);
  }

  customHeaders(row: number, now: number): readonly (readonly [name: string, value: string])[] {
    if (!this.#hasHeaders(row, now)) return [];
    return this.#headerNames(row).map((name, index) => [name, this.#headerValue(row, name, index)]);
  }

  customHeader(row: number, name: string, now: number): string | undefined {
    const index = this.#headerNames(row).indexOf(name);
    return index < 0 || !this.#hasHeaders(row, now) ? undefined : this.#headerValue(row, name, index);
  }

  /** The same asked of every row: what a flow cannot have is not computed. */
  headerTest(name: string, value: string, now: number): (row: number) => boolean {
    const { flow } = this.#book.schedule;
    const mayHave = this.#book.flows.map((one) => namesOf(one).includes(name));
    const number = isNumber.test(name) ? Number(value) : undefined;
    return (row) =>
      mayHave[flow[row] ?? 0] === true &&
      (number === undefined || this.#book.applicationNumber(row) === number) &&
      this.customHeader(row, name, now) === value;
  }

  /** More than one failed message in two has custom headers, three in ten of the others. */
  #hasHeaders(row: number, now: number): boolean {
    const share = this.#book.hasError(row, now) ? 0.7 : 0.3;
    return chance(this.#seed, this.#book.key(row), 41) < share;
  }

  #headerNames(row: number): readonly string[] {
    return namesOf(this.#book.flow(row));
  }

  adapterAttributes(row: number): readonly (readonly [adapter: string, name: string, value: string])[] {
    if (chance(this.#seed, this.#book.key(row), 42) >= 0.6) return [];
    const part = partsOf(this.#book, row, 400);
    return [
      ['HTTPS', 'RequestUri', `/http/${this.#book.flow(row).artifactId.toLowerCase()}`],
      ['HTTP', 'ReceiverUrl', `https://${part('host')}${part('path')}`],
      ['HTTP', 'StatusCode', this.#book.schedule.final[row] === failedCode ? '503' : '200'],
    ];
  }

  attachments(row: number, now: number): readonly Attachment[] {
    const failed = this.#book.hasError(row, now);
    if (chance(this.#seed, this.#book.key(row), 43) >= (failed ? 0.5 : 0.06)) return [];
    const list: Attachment[] = [{ number: 0, name: 'Request payload', ...this.#inbound(row) }];
    if (failed) {
      const order = this.#book.applicationNumber(row);
      const error = { code: 'DEMO/503', order, text: errorText(this.#book, row) };
      const content = JSON.stringify({ error }, undefined, 2);
      list.push({ number: 1, name: 'Error response', contentType: 'application/json', content });
    }
    const packed = chance(this.#seed, this.#book.key(row), 54);
    if (packed < 0.15) list.push({ number: 2, name: 'original.zip', ...orderZip(this.#facts(row)) });
    else if (packed < 0.3) list.push({ number: 2, name: 'original.eml', ...orderMail(this.#facts(row)) });
    return list;
  }

  /** Persist steps: one message in ten has an entry in the message store, more than half of these with attachments. */
  storeEntries(row: number): readonly StoreEntry[] {
    const key = this.#book.key(row);
    if (chance(this.#seed, key, 45) >= 0.1) return [];
    const start = this.#book.schedule.start[row] ?? 0;
    const order = this.#book.applicationNumber(row);
    const names =
      chance(this.#seed, key, 53) < 0.6
        ? ['delivery-note.txt', order % 2 === 0 ? 'original.xml' : 'original.zip']
        : [];
    return [{ number: 0, storeId: 'Persist_Inbound', at: start + 20, attachments: names }];
  }

  storeAttachment(row: number, name: string): BusinessDocument {
    if (name === 'original.zip') return orderZip(this.#facts(row));
    if (name.endsWith('.xml'))
      return { contentType: 'application/xml', content: orderXml({ ...this.#facts(row), items: 2 }) };
    const content = `Delivery note for ${this.#book.applicationNumber(row)}\n`;
    return { contentType: 'text/plain', content };
  }

  storePayload(row: number): BusinessDocument {
    return this.#inbound(row);
  }

  #inbound(row: number): BusinessDocument {
    return inboundDocument(formOf(this.#book.flow(row)), this.#facts(row));
  }

  #facts(row: number): OrderFacts {
    return {
      order: this.#book.applicationNumber(row),
      items: 1 + (hash(this.#seed, this.#book.key(row), 44) % 30),
      at: this.#book.schedule.start[row] ?? 0,
    };
  }

  #headerValue(row: number, name: string, index: number): string {
    if (isNumber.test(name)) return String(this.#book.applicationNumber(row));
    if (/plant|site/i.test(name))
      return pick(['1010', '1710', '3010', '5110'], this.#seed, this.#book.key(row), 50, index);
    if (/country/i.test(name))
      return pick(['SE', 'NO', 'DE', 'FR', 'PL', 'US'], this.#seed, this.#book.key(row), 51, index);
    return pick(['standard', 'express', 'retail', 'wholesale'], this.#seed, this.#book.key(row), 52, index);
  }
}

function namesOf({ customHeaders }: TrafficFlow): readonly string[] {
  return customHeaders.length > 0 ? customHeaders : usualHeaders;
}
