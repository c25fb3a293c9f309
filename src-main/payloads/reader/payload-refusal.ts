/** Why something cannot be done with a payload; the message is one line for a person and holds names and numbers only. */
export class PayloadRefusal extends Error {
  override readonly name = 'PayloadRefusal';
  /** `expression`: what was typed is at fault; `unreadable`: the payload is not what it is taken for; `limit`: it has more than can be looked at. */
  readonly code: 'expression' | 'unreadable' | 'limit';

  constructor(code: PayloadRefusal['code'], message: string, options?: { cause?: unknown }) {
    super(message.replaceAll(/\s+/g, ' ').slice(0, 300), options);
    this.code = code;
  }
}
