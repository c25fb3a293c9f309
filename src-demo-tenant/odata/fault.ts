/** An answer that is no success; the words are SAP's where the catalogue has them (3.6). */
export class ODataFault extends Error {
  readonly status: number;
  /** `undefined` renders as JSON null: a 403 often has no text (catalogue 3.6). */
  readonly text: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, text: string | undefined, headers: Readonly<Record<string, string>> = {}) {
    super(text ?? `HTTP ${status}`);
    this.status = status;
    this.text = text;
    this.headers = headers;
  }
}

/** `code` is the reason phrase, not a number (catalogue 3.6). */
export const reasonPhrases: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

export const notFound = (): ODataFault => new ODataFault(404, 'Requested entity could not be found.');
export const badRequest = (text: string): ODataFault => new ODataFault(400, text);
export const notImplemented = (): ODataFault => new ODataFault(501, 'Not implemented');
