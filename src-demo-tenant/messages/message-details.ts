import type { FlowStep, TrafficFlow } from '../content/model.ts';
import type { MessageBook } from './message-book.ts';
import { chance, hash, pick } from './random.ts';
import { hour, statusCode } from './statuses.ts';

const failedCode = statusCode('FAILED');

export interface Attachment {
  readonly number: number;
  readonly name: string;
  readonly contentType: string;
  readonly content: string;
}

export interface StoreEntry {
  readonly number: number;
  readonly storeId: string;
  /** ms since 1970 */
  readonly at: number;
  /** Names of the attachments. */
  readonly attachments: readonly string[];
}

export interface RunStep {
  /** Position in the run; key of the step together with the run's id. */
  readonly child: number;
  readonly step: FlowStep;
  readonly start: number;
  readonly stop: number | undefined;
  readonly status: string;
  readonly error: string | undefined;
}

const usualHeaders = ['documentNumber', 'businessProcess'];
/** Names of headers that hold the number of the order, invoice … */
const isNumber = /number|id|order|document|invoice|delivery/i;
/** At INFO the last 50 steps of failed messages are kept (catalogue 3.5). */
const keptAtInfo = 50;

/** What hangs below one message, made from its row: the same each time it is asked for. */
export class MessageDetails {
  readonly #book: MessageBook;
  readonly #seed: number;
  /** One request asks for the steps of a run once for the list and once for each step. */
  #latest: { readonly key: string; readonly steps: readonly RunStep[] } | undefined;

  constructor(book: MessageBook, seed: number) {
    this.#book = book;
    this.#seed = seed;
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
    const part = this.#book.part(row, 400);
    return [
      ['HTTPS', 'RequestUri', `/http/${this.#book.flow(row).artifactId.toLowerCase()}`],
      ['HTTP', 'ReceiverUrl', `https://${part('host')}${part('path')}`],
      ['HTTP', 'StatusCode', this.#book.schedule.final[row] === failedCode ? '503' : '200'],
    ];
  }

  attachments(row: number, now: number): readonly Attachment[] {
    const failed = this.#book.hasError(row, now);
    if (chance(this.#seed, this.#book.key(row), 43) >= (failed ? 0.5 : 0.06)) return [];
    const order = this.#book.applicationNumber(row);
    const list: Attachment[] = [
      {
        number: 0,
        name: 'Request payload',
        contentType: 'application/xml',
        content: orderXml(order, hash(this.#seed, this.#book.key(row), 44) % 30),
      },
    ];
    if (failed) {
      const content = JSON.stringify(
        { error: { code: 'DEMO/503', order, text: this.#book.errorText(row) } },
        undefined,
        2,
      );
      list.push({ number: 1, name: 'Error response', contentType: 'application/json', content });
    }
    return list;
  }

  /** Persist steps: one message in ten has an entry in the message store, more than half of these with attachments. */
  storeEntries(row: number): readonly StoreEntry[] {
    const key = this.#book.key(row);
    if (chance(this.#seed, key, 45) >= 0.1) return [];
    const start = this.#book.schedule.start[row] ?? 0;
    const names = chance(this.#seed, key, 53) < 0.6 ? ['delivery-note.txt', 'original.xml'] : [];
    return [{ number: 0, storeId: 'Persist_Inbound', at: start + 20, attachments: names }];
  }

  storeAttachment(row: number, name: string): string {
    const order = this.#book.applicationNumber(row);
    return name.endsWith('.xml') ? orderXml(order, 1) : `Delivery note for ${order}\n`;
  }

  storePayload(row: number): string {
    return orderXml(this.#book.applicationNumber(row), hash(this.#seed, this.#book.key(row), 44) % 30);
  }

  /** Trace payloads exist for 60 minutes at level TRACE only (catalogue 3.3). */
  hasTrace(row: number, now: number): boolean {
    return this.#book.level(row) === 'TRACE' && now - (this.#book.schedule.start[row] ?? 0) < hour;
  }

  tracePayload(row: number, child: number): string {
    const order = this.#book.applicationNumber(row);
    return orderXml(order, (hash(this.#seed, this.#book.key(row), 44) + child) % 30);
  }

  /** The steps that the log level keeps: all at DEBUG and TRACE, the last 50 of failed messages otherwise. */
  steps(row: number, now: number): readonly RunStep[] {
    const key = `${this.#book.key(row)} ${now}`;
    if (this.#latest?.key !== key) this.#latest = { key, steps: this.#keptSteps(row, now) };
    return this.#latest.steps;
  }

  #keptSteps(row: number, now: number): readonly RunStep[] {
    const level = this.#book.level(row);
    const all = this.#allSteps(row, now);
    if (level === 'DEBUG' || level === 'TRACE') return all;
    return this.#book.hasError(row, now) ? all.slice(-keptAtInfo) : [];
  }

  #allSteps(row: number, now: number): readonly RunStep[] {
    const { schedule } = this.#book;
    const steps = this.#path(row, this.#book.flow(row).steps);
    const start = schedule.start[row] ?? 0;
    const duration = schedule.duration[row] ?? 0;
    const failed = this.#book.hasError(row, now);
    const weights = steps.map((_step, index) => 0.2 + chance(this.#seed, this.#book.key(row), 46, index));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    let at = start;
    return steps
      .map((step, index): RunStep => {
        const from = at;
        at += (duration * (weights[index] ?? 0)) / sum;
        const stop = at <= now ? Math.round(at) : undefined;
        const isLast = index === steps.length - 1;
        const status = stop === undefined ? 'PROCESSING' : failed && isLast ? 'FAILED' : 'COMPLETED';
        const error = status === 'FAILED' ? this.#book.errorText(row) : undefined;
        return { child: index + 1, step, start: Math.round(from), stop, status, error };
      })
      .filter((step) => step.start <= now);
  }

  /** Failed messages end somewhere in the middle; one in twenty goes round a splitter's loop many times. */
  #path(row: number, steps: readonly FlowStep[]): readonly FlowStep[] {
    const final = this.#book.schedule.final[row];
    const reached =
      final === failedCode
        ? 1 + Math.floor(steps.length * (0.4 + 0.6 * chance(this.#seed, this.#book.key(row), 47)))
        : steps.length;
    const path = steps.slice(0, reached);
    if (path.length < 4 || chance(this.#seed, this.#book.key(row), 48) >= 0.05) return path;
    const rounds = 2 + (hash(this.#seed, this.#book.key(row), 49) % 120);
    const middle = path.slice(2, -1);
    return [...path.slice(0, 2), ...Array.from({ length: rounds }, () => middle).flat(), ...path.slice(-1)];
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

function orderXml(order: number, items: number): string {
  const lines = Array.from({ length: 1 + items }, (_, index) => {
    const position = (index + 1) * 10;
    return `  <Item position="${position}"><Material>TENT-${1000 + ((order + index) % 700)}</Material><Quantity>${1 + ((order + index) % 12)}</Quantity></Item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Order number="${order}">\n${lines.join('\n')}\n</Order>\n`;
}
