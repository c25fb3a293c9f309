/** What varies from message to message, in the order in which it is replaced, with the name that stands in its place. The looks behind keep a search from beginning anew within each word. */
const masks: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:https?|sftp|ftps?|tcp|tcps|amqps?|ldaps?|smtps?|jdbc|file|direct|urn|cxf|jms|kafka):[^\s,;"'<>)\]]+(?<![:.])/gi,
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
  [/\{[^{}]{0,400}\}|\[[^[\]]{0,400}\]/g, 'data'],
  [/(?<![\w<])\/{0,2}(?:[\w$.~:@%*-]+(?:\[\d+\])?\/)+[\w$.~:@%*+=?&-]*(?<![:.])(?:\[\d+\])?/g, 'path'],
  [/(?<!\w)\/{1,2}[\w$.~:@%*-]+/g, 'path'],
  [/\b[\w$-]+(?:\.[\w$-]+)+(?::\d{1,5})?\b/g, 'name'],
  [/(?<![\w$-])[\w$-]+:\d{2,5}\b/g, 'name'],
  [/[$@#]\w+/g, 'name'],
  [/\b[a-z]{1,4}\d*:[A-Za-z_]\w*/g, 'name'],
  [
    /\b(?!(?:AS[24]|X12|UTF-?(?:8|16)|SHA-?(?:1|256|512)|MD5|Base64|OAuth2|S\/?4HANA|SOCKS5|PKCS-?(?:7|12)|AES-?(?:128|256)|TLSv1(?:\.\d)?)\b)(?=[\w-]*\d)[\p{L}\d_-]+(?:[.,]\d+)*\b/giu,
    'number',
  ],
  [/\b\w+_\w+\b/g, 'name'],
  [/(?<=\b(?:id|ID|Id|key|guid|GUID) )\w+(?:-\w+)+\b/g, 'id'],
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
  /\b([Pp]roperty|[Ff]ield|[Ee]lement|[Aa]ttribute|[Pp]arameter|[Cc]olumn|[Tt]able|[Tt]opic|[Qq]ueue|[Aa]lias|[Aa]rtifact|[Vv]ariable|[Hh]eader|[Ee]ntity|[Ss]egment|[Dd]estination|[Cc]redential|[Pp]refix) (?!(?:is|was|are|were|has|had|does|did|do|can|cannot|could|must|may|should|will|not|already|type|name|set|value|and|or|of|in|for|with)\b)[\p{Ll}][\p{L}\d-]*(?= (?:is|was|has|does|do|did|cannot|could|must|not|already)\b)/gu;
/** "Unknown field qty" */
const unknownName =
  /\b((?:unknown|invalid|missing|undefined|duplicate|no such|unexpected|unsupported) (?:property|field|element|attribute|parameter|column|table|topic|queue|alias|variable|header|entity|segment|destination)):? (?!(?:is|was|in|of|for|with|at|on|from|to|by|name|type|value)\b)\p{Ll}[\p{L}\d.-]*/giu;
/** "for field quantity", at the end of what is said */
const lastName =
  /\b((?:for|of|in|on) (?:the )?(?:property|field|element|attribute|parameter|column|variable|header|entity|segment|status)) \p{L}[\p{L}\d]*(?=\s*(?:$|[.,;:)]))/giu;
const afterUser =
  /\b([Uu]ser(?: ?name| id)?|[Bb]enutzer(?:name)?)[ :=]+(?!(?:is|was|has|had|does|did|not|unknown|cannot|could|with|without|for|from|and|or|in|on|of|the|a|who|that|account|name|credentials?|already|found|exists?|missing|invalid|locked|blocked|inactive|expired|must|should|may|will|lacks|needs|ist|hat|wird|nicht)\b)(\p{L}[\p{L}\d_.-]*)/gu;

/** The text with everything that varies replaced by ‹names›; what is left reads as before. */
export function masked(text: string): string {
  let result = text;
  for (const [variable, name] of masks) {
    result = result.replace(variable, (found) =>
      found.includes('‹') && found.length < 3 ? found : `‹${name}›`,
    );
  }
  result = result.replace(afterLabel, '$1 ‹name›');
  result = result
    .replace(smallName, '$1 ‹name›')
    .replace(unknownName, '$1 ‹name›')
    .replace(lastName, '$1 ‹name›');
  result = result.replace(afterUser, '$1 ‹name›');
  result = result.replace(
    afterNoun,
    (_, noun: string, more: string | undefined) => `${noun}${more ?? ''} ‹name›`,
  );
  return result
    .replace(/‹[^‹›]*‹[^›]*›[^‹›]*›/g, '‹value›')
    .replace(/(?:‹\w+›[\s,;:/.()+#%=-]*){2,}/g, asOne)
    .replace(/\s+/g, ' ')
    .trim();
}

/** Names in a row are one; the end of a sentence or of what stands before a colon stays. */
function asOne(run: string): string {
  const end = /[.;:](?=\s*$)/.exec(run) ?? /:(?= ‹)/.exec(run);
  return `${/‹\w+›/.exec(run)?.[0] ?? ''}${end?.[0] ?? ''} `;
}
