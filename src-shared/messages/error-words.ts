/** Say that something went wrong, not what: they come and go between wordings of one cause. */
const empty = new Set(
  `a an id the of to in on at by for from with without and or but as is are was were be been being has have had do does did not no it its this that these
   those there which who whom while when where then than so if into onto out up down over under per via due all any each same other another within during
   after before between because please check see details more info information error errors exception exceptions fault failed fails fail failure failing
   occurred occurs occur message messages processing process processed execution executing executed exchange unable cannot can could would should may might
   must will shall cause caused causing root reason internal server following found got returned received given value values null undefined line column
   position index row col status you your we our first second third use used using already currently code text body response request operation der die das ein eine ist wird von zu mit und nicht`.split(
    /\s+/,
  ),
);

/** "for company code ‹number›": circumstances that one wording tells and another does not. */
const circumstance =
  / (?:for|in|of|on|at|with|from|to|by|within|using|für|von|bei) +(?:(?!(?:for|in|of|on|at|with|from|to|by|within|using|für|von|bei)\b)[\p{L}-]+\s+){0,3}?‹(?!data)\w+›/gu;
/** "for the sales area" at the end: the same without its value. */
const place =
  / (?:for|in|of|on|at|with|from|to|by|within|using|für|von|bei) (?:the|this)(?:\s+(?!(?:for|in|of|on|at|with|from|to|by|within|using|für|von|bei)\b)\p{Ll}+){1,3}(?=[\s·]*$)/gu;
/** ", interchange ‹number›" */
const appendix = /, +(?:[\p{L}-]+[\s:=]+){1,3}?‹\w+›(?=\s*(?:[.,;:)]|$))/gu;
/** "correlation ‹id›": labels of ids that stand beside a message. */
const label =
  /\b(?:correlation|request|transaction|trace|session|exchange|error|log|support|client|connection|message|mpl|reference|ticket|thread|timestamp|time|date|version|release|counter|retry|attempt)[\s_-]?(?:id|guid|number|no|key)?\s*[:=#]?\s*‹(?:id|number|time|name|value|data)›/gi;

/** "(component: ‹name›, step: ‹name›)" */
const remark = /\([^()]{0,200}[:=‹][^()]{0,200}\)/g;
/** "topic=‹name›": beside a message as well. */
const setting = /\b[\w.-]+=‹\w+›/g;
/** What a clause is about that tells who speaks, and not what happened: "AS2 receiver channel:". */
const speaker =
  /\b(?:adapter|receiver|sender|channel|converter|splitter|gather|aggregator|decoder|encoder|verifier|decryptor|encryptor|validator|step|router|gateway|broker|fault|answered|TLS to)\b/i;
const longestSpeaker = 60;

/** A clause of fewer words names an area ("CSV to XML:") rather than what happened there. */
const telling = 3;
const fewest = 2;
/** "authorized" and "authorization" begin alike. */
const stem = 6;

/** Ways to say that something is not there. */
const absence =
  /\b(?:(?:could not|cannot|can not|unable to|failed to) (?:find|locate)|(?:could |can |was |is |were |are )?not (?:be )?found|does(?: not|n't) exist|(?:is |are )?(?:missing|unknown|undefined)|(?:is |are )?not (?:available|defined|known))\b/gi;
const noneFound = /\bno ((?:[\p{L}-]+ ){1,4})(?:was |were |could be )?(?:found|available|defined)\b/giu;
/** Within a sentence what is written in capitals, or with one inside, is a name. */
const capitals = /(?<=[\p{L}›»'"\d,)] )\p{Lu}[\p{L}\d_-]*\p{Lu}[\p{L}\d_-]*/gu;
/** "could not be posted": what was tried, not why it went wrong. */
const attempt = /\b(?:could not|cannot|can not) be \p{L}+/giu;
const capitalised = /\p{Lu}[\p{L}\d_-]*/gu;
const sentenceEnd =
  /(?<!\b(?:Inc|Ltd|Co|Corp|No|Nr|Dr|St|ca|bzw|max|min))\.(?=\s|$)|[;!?](?=\s|$)|\s[-–|]\s|(?<=›), (?=\p{Lu}\p{Ll})/u;
/** Not where a value follows that belongs to what stands before. */
const partEnd = /:(?=\s|$)(?!\s*‹)/;

/**
 * The words that carry a message, of a masked text: of its first sentence that says enough the last part that does, for what stands before a colon is
 * about who speaks or where. Without what varies; words of one stem count as one.
 */
export function keyWords(maskedText: string): readonly string[] {
  const text = maskedText
    .replace(remark, ' · ')
    .replace(setting, ' · ')
    .replace(label, ' · ')
    .replace(noneFound, ' $1 absent ')
    .replace(absence, ' absent ');
  const [first = '', ...rest] = text.split(/(?<=:|\bfailed\.)\s/);
  if (rest.length > 0 && first.length <= longestSpeaker && speaker.test(first)) {
    const words = tellingWords(rest.join(' '));
    if (words.length >= fewest) return words;
  }
  return tellingWords(text);
}

function tellingWords(text: string): readonly string[] {
  const parts = text
    .replace(appendix, ' · ')
    .split(sentenceEnd)
    .flatMap((sentence) => sentence.split(partEnd).toReversed());
  for (const part of parts) {
    const words = wordsOf(
      part
        .trim()
        .replace(attempt, ' · ')
        .replace(capitals, '‹name›')
        .replace(circumstance, ' · ')
        .replace(place, ' · '),
    );
    if (words.length >= telling || (words.length === fewest && hasPlainWord(part))) return words;
    const all = wordsOf(part);
    if (all.length >= telling) return all;
  }
  return wordsOf(parts.find((part) => wordsOf(part).length >= fewest) ?? text);
}

function hasPlainWord(part: string): boolean {
  return wordsOf(part.replace(capitalised, ' ')).length > 0;
}

function wordsOf(text: string): readonly string[] {
  const plain = text.replace(/‹\w+›|\b\w*\d\w*/g, ' · ');
  const words: Word[] = [];
  let isStart = true;
  for (const token of plain.match(/[\p{L}][\p{L}’'-]*|[.:;!?·]/gu) ?? []) {
    if (!/^\p{L}/u.test(token)) {
      if (token !== '·') isStart = true;
      continue;
    }
    const word = token.toLowerCase().replace(/['’]s?$/, '');
    if (word.length > 1 && !empty.has(word))
      words.push({ word: word.slice(0, stem), likeness: isStart ? 'word' : likenessOf(token) });
    isStart = false;
  }
  const notNames = words.filter(({ likeness }) => likeness !== 'name');
  const some = notNames.length >= fewest ? notNames : words;
  const plainWords = some.filter(({ likeness }) => likeness === 'word');
  return [...new Set((plainWords.length >= fewest ? plainWords : some).map(({ word }) => word))];
}

interface Word {
  readonly word: string;
  /** Within a sentence capitals mean a name, a capital letter at the beginning perhaps. */
  readonly likeness: 'word' | 'perhaps' | 'name';
}

function likenessOf(token: string): Word['likeness'] {
  if (/^\p{Ll}+$/u.test(token.replace(/['’-]/g, ''))) return 'word';
  return /^\p{L}[’'-]*\p{Ll}+$/u.test(token) ? 'perhaps' : 'name';
}
