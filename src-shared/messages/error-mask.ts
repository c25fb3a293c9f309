/** What varies from message to message, in the order in which it is replaced, with the name that stands in its place. The looks behind keep a search from beginning anew within each word. */
const masks: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:https?|sftp|ftps?|tcp|tcps|amqps?|ldaps?|smtps?|jdbc|file|direct|urn|cxf|jms|kafka):[^\s,;"'<>)\]]+/gi,
    'address',
  ],
  [/<?(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*>?/g, 'address'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, 'id'],
  [/\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/g, 'time'],
  [
    /\b(?:mon|tue|wed|thu|fri|sat|sun)\w*,? (?:\d{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*[ \d:,.]*(?:[A-Z]{2,4}\b)?(?: \d{4})?/gi,
    'time',
  ],
  [/\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b(?: \d{1,2}:\d{2}(?::\d{2})?)?/g, 'time'],
  [/\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?\b/g, 'time'],
  [/``[^`']{0,300}''/g, 'value'],
  [/'[^']{0,300}'|"[^"]{0,300}"|`[^`]{0,300}`|«[^»]*»|„[^“”]*[“”]|“[^”]*”|‘[^’]*’/g, 'value'],
  [/\{[^{}]{0,400}\}|\[[^[\]]{0,400}\]/g, 'value'],
  [/(?<![\w<])\/{0,2}(?:[\w$.~:@%*-]+(?:\[\d+\])?\/)+[\w$.~:@%*+=?&-]*(?:\[\d+\])?/g, 'path'],
  [/(?<!\w)\/{1,2}[\w$.~:@%*-]+/g, 'path'],
  [/\b[\w$-]+(?:\.[\w$-]+)+(?::\d{1,5})?\b/g, 'name'],
  [/(?<![\w$-])[\w$-]+:\d{2,5}\b/g, 'name'],
  [/[$@#]\w+/g, 'name'],
  [
    /\b(?!(?:AS[24]|X12|UTF-?(?:8|16)|SHA-?(?:1|256|512)|MD5|Base64|OAuth2|S\/?4HANA|SOCKS5|PKCS-?(?:7|12)|AES-?(?:128|256)|TLSv1(?:\.\d)?)\b)(?=[\w-]*\d)[\p{L}\d_-]+(?:[.,]\d+)*\b/giu,
    'number',
  ],
  [/\b\w+_\w+\b/g, 'name'],
];

/** Nouns that are followed by a name; the name may be any word that does not begin like one of the language. */
const nouns =
  `alias queue topic store user benutzer username element field segment table column key variable property attribute parameter entity object
  material plant customer supplier vendor buyer partner company order document agency schema function method class file directory endpoint host
  destination system flow package script identifier account employee profile type`
    .split(/\s+/)
    .map((noun) => `[${noun.charAt(0).toUpperCase()}${noun.charAt(0)}]${noun.slice(1)}`);
const afterNoun = new RegExp(
  `\\b(${nouns.join('|')})( name| id| number| code)?[ :=]+(\\p{Lu}[\\p{L}\\d_$:.-]*)`,
  'gu',
);

/** "artifactName oauth-shipping": a label in one word says that a name follows, however that is written. */
const afterLabel = /\b([a-z]+[a-z\d]*(?:Name|Id|Alias|Key|Type|Code))[ :=]+[\p{L}\d][\p{L}\d_.:-]*/gu;
/** "Property startdate is invalid": what stands between such a noun and its verb is its name. */
const smallName =
  /\b([Pp]roperty|[Ff]ield|[Ee]lement|[Aa]ttribute|[Pp]arameter|[Cc]olumn|[Tt]able|[Tt]opic|[Qq]ueue|[Aa]lias|[Aa]rtifact|[Vv]ariable|[Hh]eader|[Ee]ntity|[Ss]egment|[Dd]estination|[Cc]redential) (?!(?:is|was|are|were|has|had|does|did|do|can|cannot|could|must|may|should|will|not|already|type|name|set|value|and|or|of|in|for|with)\b)[\p{Ll}][\p{L}\d-]*(?= (?:is|was|has|does|do|did|cannot|could|must|not|already)\b)/gu;
const afterUser =
  /\b([Uu]ser(?: ?name| id)?|[Bb]enutzer(?:name)?)[ :=]+(?!(?:is|was|has|had|does|did|not|unknown|cannot|could|with|without|for|from|and|or|in|on|of|the|a|who|that|account|name|credentials?|already|ist|hat|wird|nicht)\b)(\p{L}[\p{L}\d_.-]*)/gu;

/** "for company code ‹number›": circumstances that one wording tells and another does not. */
const circumstance =
  /(?<=\S)(?:\s+\b(?:for|in|of|on|at|with|from|to|by|within|using|für|von|bei)\s+(?:[\p{L}-]+\s+){0,3}?|,\s+(?:[\p{L}-]+[\s:=]+){1,3}?)‹\w+›/gu;
/** "correlation ‹id›": labels of ids that stand beside a message. */
const label =
  /\b(?:correlation|request|transaction|trace|session|exchange|error|log|support|client|connection|message|mpl|reference|ticket|thread|timestamp|time|date|version|release|counter|retry|attempt)[\s_-]?(?:id|guid|number|no|key)?\s*[:=#]?\s*‹(?:id|number|time|name|value)›/gi;

/** The text with everything that varies replaced by ‹names›; what is left reads as before. */
export function masked(text: string): string {
  let result = text;
  for (const [variable, name] of masks) {
    result = result.replace(variable, (found) =>
      found.includes('‹') && found.length < 3 ? found : `‹${name}›`,
    );
  }
  result = result.replace(afterLabel, '$1 ‹name›');
  result = result.replace(smallName, '$1 ‹name›');
  result = result.replace(afterUser, '$1 ‹name›');
  result = result.replace(
    afterNoun,
    (_, noun: string, more: string | undefined) => `${noun}${more ?? ''} ‹name›`,
  );
  return result
    .replace(/‹[^‹›]*‹[^›]*›[^‹›]*›/g, '‹value›')
    .replace(/(?:‹\w+›[\s,;:/.()+#%=-]*){2,}/g, (run) => `${/‹\w+›/.exec(run)?.[0] ?? ''} `)
    .replace(/\s+/g, ' ')
    .trim();
}

/** Say that something went wrong, not what: they come and go between wordings of one cause. */
const empty = new Set(
  `a an the of to in on at by for from with without and or but as is are was were be been being has have had do does did not no it its this that these
   those there which who whom while when where then than so if into onto out up down over under per via due all any each same other another within during
   after before between because please check see details more info information error errors exception exceptions fault failed fails fail failure failing
   occurred occurs occur message messages processing process processed execution executing executed exchange unable cannot can could would should may might
   must will shall cause caused causing root reason internal server following found got returned received given value values null undefined line column
   position index row col status code text body response request operation der die das ein eine ist wird von zu mit und nicht`.split(
    /\s+/,
  ),
);

/** "topic=‹name›": beside a message as well. */
const setting = /\b[\w.-]+=‹\w+›/g;
/** What a clause is about that tells who speaks, and not what happened: "AS2 receiver channel:". */
const speaker =
  /\b(?:adapter|receiver|sender|channel|converter|splitter|gather|aggregator|decoder|encoder|verifier|decryptor|encryptor|validator|step|router|gateway|broker|fault|answered|TLS to)\b/i;
const longestSpeaker = 60;

/** A clause of fewer words names an area ("CSV to XML:") rather than what happened there. */
const telling = 3;
const fewest = 2;

/**
 * The words that carry a message, of a masked text, from its first clause that says enough, in their order, lower case, without what varies. Capitalised words within a sentence are names as a rule and count
 * only where little else is left.
 */
export function keyWords(maskedText: string): readonly string[] {
  const text = maskedText.replace(setting, ' · ').replace(label, ' · ');
  const [first = '', ...rest] = text.split(/(?<=:|\bfailed\.)\s/);
  if (rest.length > 0 && first.length <= longestSpeaker && speaker.test(first)) {
    const words = tellingWords(rest.join(' ')) ?? wordsOf(rest.join(' '));
    if (words.length >= fewest) return words;
  }
  return tellingWords(text) ?? wordsOf(text);
}

/** Of the first clause that says enough. */
function tellingWords(text: string): readonly string[] | undefined {
  for (const clause of text.split(/[.:;!?](?=\s|$)|\s[-–|]\s/)) {
    const words = wordsOf(clause.replace(circumstance, ' · '));
    if (words.length >= telling) return words;
  }
  return undefined;
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
      words.push({ word, likeness: isStart ? 'word' : likenessOf(token) });
    isStart = false;
  }
  const notNames = words.filter(({ likeness }) => likeness !== 'name');
  const some = notNames.length >= fewest ? notNames : words;
  const plainWords = some.filter(({ likeness }) => likeness === 'word');
  return (plainWords.length >= telling ? plainWords : some).map(({ word }) => word);
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
