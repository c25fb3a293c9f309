import { conditionOf } from './error-conditions.ts';
import { exceptionOf, httpCodeOf, messagesOf, withoutWrapping } from './error-core.ts';
import { masked } from './error-mask.ts';
import { keyWords } from './error-words.ts';

/** Raised whenever the same text may get another signature than before; what was stored is then made anew. */
export const signatureVersion = 12;

/** What error texts of one cause have in common. */
export interface ErrorSignature {
  /** 16 hexadecimal digits; the same for the same text, whatever other texts there are. */
  readonly id: string;
  /** Readable: what varies is replaced by names in ‹›. */
  readonly title: string;
}

/** The beginning of a text names its cause; a payload of megabytes behind it does not. */
export const longestRead = 6_000;
/** Words beyond these tell variants of one message apart rather than messages. */
const wordsOfKey = 4;
/** A message of fewer words says too little without the exception that carries it. */
const fewestWords = 2;
const longestTitle = 180;
/** What stands beside these comes from whoever guards or carries the request, and says the same in many words. */
const tellingCodes = new Set(['401', '405', '406', '407', '412', '415', '428', '429', '502', '503', '504']);

/**
 * The signature of an error text: a function of the text alone, so that a group is the same today and tomorrow, here and on another
 * computer. First what is known of Java, HTTP, TLS, SSH, SQL and SAP (`error-conditions.ts`); then what the receiver or the innermost
 * exception says, without what varies; then the HTTP code; then the exception.
 */
export function errorSignature(text: string): ErrorSignature {
  return signatureOfShape(errorShape(text));
}

/** Not those that name a cause: of Oracle, of SAP HANA, and within a name in capitals. */
const manyDigits = /(?<!ORA-\d*|JDBC: \[\d*|[A-Z]_\d*)\d{4,}/g;
const guid = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;
const messageId = /(the mpl id for the failed message is\s*:?\s*)[\w-]+/gi;

/**
 * What a signature is made of: the text without its longer numbers and ids, which never say what failed. Texts of the same shape have the same
 * signature, so that of ten thousand equal failures one alone has to be taken apart.
 */
export function errorShape(text: string): string {
  return (
    text
      .slice(0, longestRead)
      // Expressions take time by the square of what is blank.
      .replace(/[^\S\n]{2,}/g, ' ')
      .replace(/(?: ?\n){2,}/g, '\n')
      .replace(guid, '00000000-0000-0000-0000-000000000000')
      .replace(messageId, '$1AG')
      .replace(manyDigits, '0000')
  );
}

/** Of an `errorShape`. */
export function signatureOfShape(text: string): ErrorSignature {
  const whole = withoutWrapping(text);
  const condition = conditionOf(whole);
  if (condition && !condition.isCode)
    return { id: hash(`condition ${condition.id}`), title: condition.title };
  const httpCode = httpCodeOf(whole);
  if (condition) {
    const [told] = telling(whole, httpCode);
    const title = told ? `${condition.title}: ${told.text.replace(maskedCode, '')}` : condition.title;
    return { id: hash(`condition ${condition.id}`), title: cut(title) };
  }
  if (httpCode !== undefined && tellingCodes.has(httpCode)) return ofCode(httpCode);
  for (const { text: message, words } of telling(whole, httpCode)) {
    return {
      id: hash(`message ${words.slice(0, wordsOfKey).toSorted().join(' ')}`),
      title: cut(capital(message)),
    };
  }
  return httpCode === undefined ? ofException(whole) : ofCode(httpCode);
}

/** The messages of a text that say enough to tell causes apart, masked, best first. */
function* telling(
  whole: string,
  httpCode: string | undefined,
): Generator<{ text: string; words: readonly string[] }> {
  for (const message of messagesOf(whole, httpCode !== undefined)) {
    const text = masked(message);
    const words = keyWords(text);
    if (words.length >= fewestWords) yield { text, words };
  }
}

/** The code in front of its message, which the title has already. */
const maskedCode = /^(?:‹\w+›[\s:]*)+(?=\p{L})/u;

function ofException(whole: string): ErrorSignature {
  const exception = exceptionOf(whole) ?? '';
  const [message = ''] = [...messagesOf(whole, false)].map(masked).filter((one) => one !== '');
  const words = keyWords(exception === '' ? masked(whole) : message)
    .slice(0, wordsOfKey)
    .toSorted()
    .join(' ');
  return {
    id: hash(`exception ${exception} ${words}`),
    title: cut([exception, message].filter((part) => part !== '').join(': ')) || 'No readable text',
  };
}

function ofCode(code: string): ErrorSignature {
  return { id: hash(`condition http-${code}`), title: ['HTTP', code, httpReasons[code]].join(' ').trim() };
}

const httpReasons: Readonly<Record<string, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  423: 'Locked',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function cut(text: string): string {
  const trimmed = text
    .replace(/\s+/g, ' ')
    .replace(/[\s.,;:]+$/, '')
    .trim();
  return trimmed.length <= longestTitle ? trimmed : `${trimmed.slice(0, longestTitle - 1).trimEnd()}…`;
}

/** 64 bits of two multiplicative hashes: no secret depends on it, and it needs no library in window, main and library host. */
function hash(text: string): string {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 2_654_435_761);
    two = Math.imul(two ^ code, 1_597_334_677);
  }
  one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(two ^ (two >>> 13), 3_266_489_909);
  two = Math.imul(two ^ (two >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909);
  return [two, one].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
