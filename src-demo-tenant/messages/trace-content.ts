import { type BusinessDocument, formOf, inboundDocument, orderXml } from './business-documents.ts';
import type { MessageBook } from './message-book.ts';
import { hash } from './random.ts';
import type { RunStep, RunSteps } from './run-steps.ts';

type Values = readonly (readonly [name: string, value: string])[];

/** Steps that change the message: what they write shows in the trace of the steps after them. */
const changing = /Content Modifier|Mapping|Enricher|Request Reply|Script/;
const longestList = 30;

/** What a trace shows of a step: the message as it came to it, so that two steps differ by what lies between them. */
export class TraceContent {
  readonly #book: MessageBook;
  readonly #steps: RunSteps;
  readonly #seed: number;

  constructor(book: MessageBook, steps: RunSteps, seed: number) {
    this.#book = book;
    this.#steps = steps;
    this.#seed = seed;
  }

  /** The first step gets what the partner sent; from then on it is an order in XML. */
  payload(row: number, child: number, now: number): BusinessDocument {
    const facts = {
      order: this.#book.applicationNumber(row),
      items: 1 + (hash(this.#seed, this.#book.key(row), 44) % 30),
      at: this.#book.schedule.start[row] ?? 0,
    };
    if (child === 1) return inboundDocument(formOf(this.#book.flow(row)), facts);
    const done = this.#changes(row, child, now).map(
      ({ step }) => `  <Processed by="${escaped(step.name)}"/>`,
    );
    return { contentType: 'application/xml', content: orderXml(facts, done) };
  }

  headers(row: number, child: number, now: number): Values {
    const changes = this.#changes(row, child, now);
    return [
      ['SAP_MessageProcessingLogID', this.#book.ids.messageGuid(row)],
      ['SAP_ApplicationID', this.#book.applicationId(row) ?? ''],
      ['Content-Type', this.payload(row, child, now).contentType],
      ...(changes.length > 0 ? ([['CamelLastStep', changes.at(-1)?.step.name ?? '']] as const) : []),
    ];
  }

  properties(row: number, child: number, now: number): Values {
    const branch = this.#steps.kept(row, now).find((one) => one.child === child)?.branch ?? 'main';
    return [
      ['SAP_CorrelateMPLs', 'true'],
      ['orderNumber', String(this.#book.applicationNumber(row))],
      ['stepsDone', String(this.#changes(row, child, now).length)],
      ...(branch === 'main' ? [] : ([['CamelSplitIndex', branch.replace('seg', '')]] as const)),
    ];
  }

  /** Those before the step, each step of the flow once. */
  #changes(row: number, child: number, now: number): readonly RunStep[] {
    const before = this.#steps
      .kept(row, now)
      .filter((one) => one.child < child && changing.test(one.step.activity));
    const each = new Map(before.map((one) => [one.step.modelStepId, one]));
    return [...each.values()].slice(0, longestList);
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
