import type {
  CharsetSource,
  PathMatches,
  PayloadKind,
  PayloadLook,
  PayloadPart,
  PayloadText,
  RecordRows,
  TextHits,
  TextRows,
} from '../../../src-shared/model/payloads.ts';
import type { TextQuestion } from './find-text.ts';
import type { FoundInPayload, PayloadNeedle } from './search-payload.ts';

/** What a payload is by its bytes. */
export interface RecognisedPayload {
  readonly kind: PayloadKind;
  readonly charset: string;
  readonly charsetFrom: CharsetSource;
}

/** What can be asked of a payload that the process holds, with the type of the answer. */
export interface PayloadAnswers {
  recognise: { readonly asked: object; readonly value: RecognisedPayload };
  text: {
    readonly asked: { readonly look: PayloadLook; readonly most: number };
    readonly value: PayloadText;
  };
  rows: {
    readonly asked: {
      readonly look: PayloadLook;
      readonly width: number;
      readonly offset: number;
      readonly limit: number;
    };
    readonly value: TextRows;
  };
  rowOfLine: {
    readonly asked: { readonly look: PayloadLook; readonly width: number; readonly line: number };
    readonly value: number;
  };
  find: {
    readonly asked: TextQuestion & {
      readonly look: PayloadLook;
      readonly width: number;
      readonly most: number;
    };
    readonly value: TextHits;
  };
  query: {
    readonly asked: {
      readonly look: PayloadLook;
      readonly language: 'xpath' | 'jsonpath';
      readonly expression: string;
      readonly most: number;
    };
    readonly value: PathMatches;
  };
  records: {
    readonly asked: { readonly look: PayloadLook; readonly offset: number; readonly limit: number };
    readonly value: RecordRows;
  };
  parts: { readonly asked: { readonly look: PayloadLook }; readonly value: readonly PayloadPart[] };
  part: { readonly asked: { readonly look: PayloadLook; readonly path: string }; readonly value: Uint8Array };
  /** Throws where what is looked for cannot be. */
  check: { readonly asked: { readonly needle: PayloadNeedle }; readonly value: true };
  search: { readonly asked: { readonly needle: PayloadNeedle }; readonly value: FoundInPayload };
}

export type PayloadAsk = keyof PayloadAnswers;

/** What main sends to the process. Bytes come in pieces, so that neither side holds still for a large one. */
export type PayloadRequest =
  | {
      readonly type: 'take';
      readonly payload: string;
      readonly contentType: string;
      readonly bytes: number;
    }
  | { readonly type: 'piece'; readonly payload: string; readonly piece: Uint8Array }
  | { readonly type: 'drop'; readonly payload: string }
  | {
      readonly [A in PayloadAsk]: {
        readonly type: A;
        readonly id: number;
        readonly payload: string;
      } & PayloadAnswers[A]['asked'];
    }[PayloadAsk];

export type PayloadReply =
  | { readonly id: number; readonly ok: true; readonly value: PayloadAnswers[PayloadAsk]['value'] }
  | {
      readonly id: number;
      readonly ok: false;
      /** `undefined`: a fault of the process itself. */
      readonly code: 'expression' | 'unreadable' | 'limit' | undefined;
      readonly message: string;
    };

/** A running process, wherever it runs. */
export interface PayloadPort {
  post(request: PayloadRequest): void;
  onReply(listener: (reply: PayloadReply) => void): void;
  /** Told once when the process has ended, whatever the reason. */
  onEnd(listener: () => void): void;
  end(): void;
}
