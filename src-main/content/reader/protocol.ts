import type { CompareOptions } from '../../../src-shared/compare/difference.ts';
import type { FoundLines } from '../../../src-shared/model/artifact.ts';
import type { ComparedSource, ReadComparison } from './compare/read-comparison.ts';
import type { ContentSource } from './read-content.ts';
import type { PackagePart, UnpackedFile } from './read-parts.ts';
import type { RefusalCode } from './refusal.ts';

/** What main asks the reader's process. `id` is unique for the life of the process. */
export type ReaderRequest =
  | { readonly type: 'read' | 'parts' | 'unpack'; readonly id: number; readonly source: ContentSource }
  | {
      readonly type: 'resource';
      readonly id: number;
      readonly source: ContentSource;
      readonly path: string;
      /** Path of an artifact inside a package export. */
      readonly entry: string | undefined;
    }
  | {
      readonly type: 'find';
      readonly id: number;
      readonly source: ContentSource;
      readonly text: string;
      readonly entry: string | undefined;
    }
  | {
      readonly type: 'compare';
      readonly id: number;
      readonly before: ComparedSource;
      readonly after: ComparedSource;
      readonly options: CompareOptions;
    };

/** What the answer to a request holds. */
export type ReaderValue =
  /** A model, by `toModelText`. */
  string | Uint8Array | FoundLines | ReadComparison | readonly PackagePart[] | readonly UnpackedFile[];

export type ReaderReply =
  | { readonly id: number; readonly ok: true; readonly value: ReaderValue }
  | {
      readonly id: number;
      readonly ok: false;
      /** `undefined`: a fault of the reader itself. */
      readonly code: RefusalCode | undefined;
      readonly message: string;
    };

/** A running reader, wherever it runs. */
export interface ReaderPort {
  post(request: ReaderRequest): void;
  onReply(listener: (reply: ReaderReply) => void): void;
  /** Told once when the process has ended, whatever the reason. */
  onEnd(listener: () => void): void;
  end(): void;
}
