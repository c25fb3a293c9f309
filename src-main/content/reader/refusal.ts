/** Why something is not read at all; closed, documented in docs/inspect.md. */
export type RefusalCode =
  | 'not-found'
  | 'not-a-zip'
  | 'damaged'
  | 'encrypted'
  | 'unsafe-name'
  | 'duplicate-name'
  | 'too-large'
  | 'too-many-files'
  | 'too-deep'
  | 'entities'
  | 'not-well-formed'
  | 'wrong-encoding'
  | 'no-artifact';

/** The content is not read. The message is one line for a person and holds nothing but names and numbers of the content. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string, options?: { cause?: unknown }) {
    super(oneLine(message), options);
    this.code = code;
  }
}

const longest = 300;

/** Names of entries come from strangers: no line ends, no control characters, no end of it. */
export function oneLine(text: string): string {
  const clean = text
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim();
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}
