/** Encoded payload has no spaces, and the expressions below take time by the square of a word. */
const longestWord = 400;

const frame = /^\s*(?:at\s+[\w$.<>/@-]+\(.*|\.{3}\s*\d+\s+(?:more|common frames omitted).*)$/gm;
const always: readonly RegExp[] = [
  /^\s*error details:?\s*$/gim,
  /the mpl id for the failed message is\s*:?\s*[\w-]*/gi,
  /for more details please check (?:the )?tail log\.?/gi,
  /exception occurred during execution on the exchange:?/gi,
  /exchange\[[^\]]*\]?/gi,
  /an internal (?:server )?error occurr?ed:?/gi,
  /\]?\s+in class [\w.$]+ method [\w$]+\[[^\n]*?(?=,? cause:|\n|$)/gi,
  /could not (?:send|receive) message\.?,?/gi,
  /(?:\b(?:systemId|publicId):[^;]{0,300};\s*)*\blineNumber: \d+; columnNumber: \d+;/gi,
];

/** `java.net.ConnectException`, also an inner class; what follows up to the next one is its message. */
const qualified = /(?:\b[a-z][\w-]*\.){1,12}[A-Z]\w*(?:\$\w+)*/g;
const isFault = /(?:Exception|Error|Fault|Failure|Throwable)\d*$/;
const joints =
  /(?:,\s*)?\b(?:caused by|cause|root cause|root message|nested exception is|reason|due to?)\b\s*:?\s+(?=\S)/gi;

const codes: readonly RegExp[] = [
  /\bstatus[ _-]?code\b\s*[:=]?\s*['"]?([1-5]\d\d)\b/i,
  /\bHTTP response '?([1-5]\d\d)\b/i,
  /:\s*([1-5]\d\d)\s*:\s*HTTP\/\d/i,
  /\bHTTP\/\d(?:\.\d)?\s+([1-5]\d\d)\b/i,
  /\bHTTP(?: status| error| code| status code)?\s*[:=]?\s*['"]?([1-5]\d\d)\b/i,
  /\b(?:response|error|status) (?:code|status)\s*(?:is|was|of)?\s*[:=]?\s*['"]?([1-5]\d\d)\b/i,
  /\b(?:returned|answered|responded with|got|received)(?: an?| the)?(?: status| code| error)*\s+([45]\d\d)\b/i,
  /\b([45]\d\d)\s+(?:Unauthorized|Forbidden|Not Found|Bad Request|Bad Gateway|Service Unavailable|Gateway Time-?out|Internal Server Error|Too Many Requests|Conflict|Method Not Allowed|Precondition Failed|Unsupported Media Type|Unprocessable \w+|Not Acceptable)\b/i,
];

const reasons =
  'unauthorized|forbidden|not found|bad request|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|internal server error|too many requests|conflict|method not allowed|precondition (?:failed|required)|unsupported media type|unprocessable (?:entity|content)|not acceptable|request time-?out|payload too large|content too large|not implemented';

/** What HTTP adapters write around what the receiver said. */
const aboutHttp: readonly RegExp[] = [
  /\bhttp operation failed(?: invoking| while invoking)?\s*\S*/gi,
  /\bhttp request failed(?: with error)?\s*:?/gi,
  /,?\s*\brequest ur[il]\s*[:=]\s*\S+/gi,
  /,?\s*\b(?:with )?status[ _-]?code\s*[:=]?\s*\d{3}/gi,
  /\b[Ss]tatus[ _-]?(?:[Cc]ode|[Tt]ext)\s*[:=]\s*(?:\d{3}|(?:\b[A-Z][\w-]*\s?){1,4})/g,
  /\bhttp response '?\d{3}:?/gi,
  /'?\s*when communicating with \S+/gi,
  /\bhttp\/\d(?:\.\d)?\b(?:\s+\d{3}\b)?/gi,
  /\bhttp(?: status| error| code)*\s*[:=]?\s*\d{3}\b/gi,
  /:\s*[1-5]\d\d\s*(?=:|$)/g,
  /\b(?:and |with )?(?:the )?(?:response )?(?:body|response|payload)\s*[:=]/gi,
  /\bretry-after\s*:?\s*\d*/gi,
];
/** The phrase of the code itself, and not words of the receiver that happen to contain it. */
const onlyReasons = new RegExp(`^[\\s:.,'-]*(?:${reasons})\\b(?=[\\s:.,']*$|\\s*[:.,])`, 'gi');

/** Where an answer carries its message, the more telling first. */
const fields: readonly RegExp[] = [
  /"parameter"\s*:\s*\[\s*"((?:[^"\\]|\\.){4,})"?/i,
  /<(?:\w+:)?(?:faultstring|Text|Reason)\b[^>]*>\s*([^<]{4,})/i,
  /"(?:error_description|errorMessage|error_message|errorDetails?)"\s*:\s*"((?:[^"\\]|\\.){4,})"?/i,
  /"message"\s*:\s*\{[^{}]*?"value"\s*:\s*"((?:[^"\\]|\\.){4,})"?/i,
  /"message"\s*:\s*"((?:[^"\\]|\\.){4,})"?/i,
  /<(?:\w+:)?(?:message|errorMessage|Status)\b[^>]*>\s*([^<]{4,})/i,
];
/** Fields that payload has, too: only in what looks like an answer about an error. */
const fieldsOfErrors: readonly RegExp[] = [
  /"(?:detail|description|reason)"\s*:\s*"((?:[^"\\]|\\.){4,})"?/i,
  /"(?:title|value|error)"\s*:\s*"((?:[^"\\]|\\.){4,})"?/i,
];
const isAboutError = /"(?:errors?|fault|code|status|error_?code|status_?code)"\s*:/i;

/** The text on one line without stack frames and the sentences that every failed message has. */
export function withoutWrapping(text: string): string {
  let whole = text;
  if (whole.length > longestWord)
    whole = whole.replace(/\S+/g, (word) => (word.length > longestWord ? word.slice(0, longestWord) : word));
  if (whole.includes('\n')) whole = whole.replace(frame, '');
  for (const sentence of always) whole = whole.replace(sentence, ' ');
  return whole.replace(/\s+/g, ' ').trim();
}

/** What may name the cause, best first: what the receiver says, then from the innermost exception outwards. */
export function* messagesOf(whole: string, isHttp: boolean): Generator<string> {
  const places = isAboutError.test(whole) ? [...fields, ...fieldsOfErrors] : fields;
  for (const place of places) {
    const said = place.exec(whole)?.[1];
    if (said !== undefined) yield withoutHttp(said.replaceAll('\\"', '"'), true);
  }
  for (const { message } of split(whole).toReversed()) {
    yield withoutHttp(message, isHttp);
    // What wraps the answer of a receiver tells where it was asked, not what it said.
    if (isHttp && httpCodeOf(message) !== undefined) return;
  }
}

/** Simple name of the innermost exception. */
export function exceptionOf(whole: string): string | undefined {
  return (
    split(whole).findLast(({ name }) => name !== undefined)?.name ??
    /(?:^|\s)([A-Z]\w+(?:Exception|Error|Fault))(?=:|$)/.exec(whole)?.[1]
  );
}

interface Segment {
  readonly name: string | undefined;
  readonly message: string;
}

/** `A: x, cause: B: y` becomes the messages x and y with the exceptions that carry them. */
function split(whole: string): readonly Segment[] {
  const segments: Segment[] = [];
  let name: string | undefined;
  let from = 0;
  const push = (to: number): void => {
    for (const message of whole.slice(from, to).split(joints))
      segments.push({ name, message: bare(message) });
  };
  for (const { 0: found, index } of whole.matchAll(qualified)) {
    const simple =
      found
        .slice(found.lastIndexOf('.') + 1)
        .split('$')
        .at(-1) ?? found;
    if (!isFault.test(simple)) continue;
    push(index);
    name = simple;
    from = index + found.length;
  }
  push(whole.length);
  return segments.filter((segment) => segment.name !== undefined || segment.message !== '');
}

/** Without the simple names of exceptions that stand in the text once more, and without the joint to the next exception. */
function bare(message: string): string {
  return message
    .replace(/^[\s:;,.-]+/, '')
    .replace(/\b\w+(?:Exception|Fault)\b(?: invoking \S+)?:?/g, ' ')
    .replace(
      /(?:,\s*)?\b(?:caused by|cause|root cause|root message|nested exception is|reason)\b\s*:?\s*$/i,
      '',
    )
    .trim();
}

/** The HTTP code a text names: three digits. */
export function httpCodeOf(whole: string): string | undefined {
  for (const code of codes) {
    const found = code.exec(whole)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What is left beside the words of HTTP itself; a web page of a gateway says nothing more than its code. */
function withoutHttp(message: string, isHttp: boolean): string {
  if (!isHttp) return withoutTags(message);
  const page = message.search(/<!doctype html|<html|<head>/i);
  let rest = page < 0 ? message : message.slice(0, page);
  rest = rest.slice(Math.max(0, rest.search(/\bhttp operation failed/i)));
  const structure = rest.search(/[{[]\s*"/);
  if (structure >= 0) rest = rest.slice(0, structure);
  for (const part of aboutHttp) rest = rest.replace(part, ' ');
  return withoutTags(rest.replace(onlyReasons, ' ')).replace(/^[\s:.,;'-]+/, '');
}

function withoutTags(message: string): string {
  return message
    .replace(/<(?:\w+:)?(?:faultcode|detail)\b[^>]*>[^<]*(?:<\/[^>]*>)?/gi, ' ')
    .replace(/<([A-Za-z][\w:.-]*)\b[^<>]*>[^<>]*<\/\1>/g, ' ‹value› ')
    .replace(/<\/?[A-Za-z][^<>]*>/g, ' ')
    .trim();
}
